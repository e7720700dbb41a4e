import {
  parseStoredAttributes,
  serializeResource,
} from '../../identity-center/serialize-resource.ts'
import { readGroup } from '../../scim/read-resource.ts'
import type { EventRow } from '../../store/event-types.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { StoreCall } from './store-call.ts'

/** Updates `lastModified` of a group whose members change (our decision), together with the event of that change. */
export const touchGroup = async (
  { identityStoreId, origin }: StoreCall,
  { groups }: Store,
  { id, resource, createdAt }: StoredResource,
  at: Date,
  event: EventRow,
): Promise<void> => {
  const { resource: group } = readGroup(parseStoredAttributes(resource))
  const row = {
    id,
    resource: serializeResource('Group', { id, created: createdAt, lastModified: at }, group),
    keys: { displayName: group.displayName, externalId: group.externalId },
    externalIdIssuer: undefined, // unchanged, like the external id
    at,
    by: origin,
  }
  await groups.update(identityStoreId, row, event)
}
