import { refusalOf } from '../../identity-center/judge.ts'
import { apiFilterSupported } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Page, StoredResource } from '../../store/store.ts'
import { listPage } from './list-page.ts'
import type { StoreCall } from './store-call.ts'

/** The value that users or groups are filtered by, the only path being this one; undefined where they are not. */
const filteredBy = ({ input, dialect }: StoreCall, path: string): string | undefined => {
  const [filter] = Array.isArray(input['Filters']) ? input['Filters'] : []
  if (!isObject(filter)) return undefined
  const given = String(filter['AttributePath'])
  if (given.toLowerCase() === path.toLowerCase()) return String(filter['AttributeValue'])
  const violation = {
    location: ['Filters', 0, 'AttributePath'],
    value: given,
    note: `The attribute ${given} is not supported in a filter.`,
  }
  throw refusalOf(apiFilterSupported, [violation], dialect, [], jsonPointer)
}

/** A page of users or groups, oldest first, all of them or those of one name. */
export const listResources = async (
  call: StoreCall,
  path: 'UserName' | 'DisplayName',
  rows: (named: string | undefined, page: Page) => Promise<readonly StoredResource[]>,
  show: (stored: StoredResource) => JsonObject,
) => {
  const named = filteredBy(call, path)
  return listPage(call, {
    tie: [path, named ?? null],
    rows: (after, limit) => rows(named, { after: Number(after ?? 0), limit }),
    keyOf: ({ sequence }) => String(sequence),
    isKey: (after) => /^\d{1,15}$/.test(after),
    show,
  })
}
