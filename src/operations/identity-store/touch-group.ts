import { readGroup } from '../../scim/read-resource.ts'
import { resourceText, storedAttributes } from '../../scim/wire.ts'
import type { EventRow } from '../../store/event-types.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { StoreCall } from './store-call.ts'

/** Moves the time of a group's last change, which a change of its members is (our decision), with the event of that. */
export const touchGroup = async (
  { identityStoreId, origin }: StoreCall,
  { groups }: Store,
  { id, resource, createdAt }: StoredResource,
  at: Date,
  event: EventRow,
): Promise<void> => {
  const { resource: group } = readGroup(storedAttributes(resource))
  const row = {
    id,
    resource: resourceText('Group', { id, created: createdAt, lastModified: at }, group),
    keys: { displayName: group.displayName, externalId: group.externalId },
    externalIdIssuer: undefined, // it stays with the external id
    at,
    by: origin,
  }
  await groups.update(identityStoreId, row, event)
}
