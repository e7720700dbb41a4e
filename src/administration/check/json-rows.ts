import { parseJson } from '../../scim/json.ts'
import { isObject } from '../../scim/json-object.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import { fromIdentityStore, isOfIdentityStore } from '../files/from-identity-store.ts'
import { jsonErrors, jsonObjects, type ObjectText } from '../files/json-objects.ts'
import { FileError, type ResourceRow } from '../files/resource-row.ts'
import { resourceTypeOf } from './resource-type.ts'

const typeOfList = (list: string | undefined): ResourceTypeName | undefined => {
  if (list === 'Users') return 'User'
  return list === 'Groups' ? 'Group' : undefined
}

/** The users and groups of a JSON file: SCIM's own, or those of the Identity Store API. */
export async function* jsonRows(
  chunks: AsyncIterable<Uint8Array>,
  { type, isAws }: { readonly type: ResourceTypeName | undefined; readonly isAws: boolean },
): AsyncGenerator<ResourceRow> {
  for await (const object of jsonObjects(chunks)) yield rowOf(object, type, isAws)
}

const rowOf = (
  { line, bytes, list }: ObjectText,
  type: ResourceTypeName | undefined,
  isAws: boolean,
): ResourceRow => {
  const parsed = parseJson(bytes)
  if (!parsed.ok) throw new FileError(line, jsonErrors[parsed.error])
  if (!isObject(parsed.value)) throw new FileError(line, 'it is no JSON object.')
  if (list === 'GroupMemberships') {
    throw new FileError(line, 'it holds memberships; only users and groups can be checked.')
  }
  const { value, duplicateKeys } = parsed
  const ofList = typeOfList(list)
  if (isAws || ofList !== undefined || isOfIdentityStore(value)) {
    const resource = fromIdentityStore(value)
    const own = 'GroupId' in value ? 'Group' : resourceTypeOf(resource)
    return { line, type: type ?? ofList ?? own, resource, bytes: 0, duplicateKeys }
  }
  const own = type ?? resourceTypeOf(value)
  return { line, type: own, resource: value, bytes: bytes.length, duplicateKeys }
}
