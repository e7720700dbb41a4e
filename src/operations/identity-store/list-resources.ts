import { apiFilterSupported } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { Page, StoredResource } from '../../store/store.ts'
import { listPage } from './list-page.ts'
import type { StoreCall } from './store-call.ts'

/** The value of a request's filter by this path, the only supported one; undefined where there is no filter. */
const readFilter = ({ input, evaluation }: StoreCall, path: string): string | undefined => {
  const [filter] = Array.isArray(input['Filters']) ? input['Filters'] : []
  if (!isObject(filter)) return undefined
  const sentPath = String(filter['AttributePath'])
  if (sentPath.toLowerCase() === path.toLowerCase()) return String(filter['AttributeValue'])
  const violation = {
    location: ['Filters', 0, 'AttributePath'],
    value: sentPath,
    note: `The attribute ${sentPath} is not supported in a filter.`,
  }
  throw evaluation.refusal(apiFilterSupported, [violation])
}

/** One page of users or groups, oldest first: all, or those with one name. */
export const listResources = async (
  call: StoreCall,
  path: 'UserName' | 'DisplayName',
  rows: (named: string | undefined, page: Page) => Promise<readonly StoredResource[]>,
  show: (stored: StoredResource) => JsonObject,
) => {
  const named = readFilter(call, path)
  return listPage(call, {
    tie: [path, named ?? null],
    rows: (after, limit) => rows(named, { after: Number(after ?? 0), limit }),
    keyOf: ({ sequence }) => String(sequence),
    isKey: (after) => /^\d{1,15}$/.test(after),
    show,
  })
}
