import { isObject, spellingIn } from './json-object.ts'
import type { MembershipChange, PatchOperation } from './reading.ts'
import type { Location } from './resource.ts'

/** The changes to members in a group PATCH, in their order. Operations on other attributes are ignored. */
export const membershipChanges = (
  operations: readonly PatchOperation[],
): readonly MembershipChange[] => operations.flatMap(readChanges)

const readChanges = (operation: PatchOperation): readonly MembershipChange[] => {
  const { index, op, path, value } = operation
  const at: Location = ['Operations', index]
  if (path === undefined) {
    if (!isObject(value) || !Object.hasOwn(value, 'members')) return []
    return readWholeChange(op, value['members'], [...at, 'value', 'members'])
  }
  if (path.attribute[0] !== 'members') return []
  // The display name and the type of a member are not stored.
  if (path.subAttribute !== undefined && path.subAttribute !== 'value') return []
  const { valueFilter } = path
  if (valueFilter === undefined) return readWholeChange(op, value, [...at, 'value'])

  const selected = valueFilter.attribute === 'value' ? usableId(valueFilter.value) : {}
  const selects: Omit<MembershipChange, 'change'> = { ...selected, op, location: [...at, 'path'] }
  switch (op) {
    case 'add':
      return [{ change: 'add', ...selects }]
    case 'remove':
      return [{ change: 'remove', ...selects }]
    case 'replace':
      return [{ change: 'remove', ...selects }, ...readMembers('add', op, value, [...at, 'value'])]
  }
}

/** The changes of an operation on the whole of `members`. */
const readWholeChange = (
  op: PatchOperation['op'],
  value: unknown,
  location: Location,
): readonly MembershipChange[] => {
  const withoutValue = value === undefined || value === null || isEmptyList(value)
  const clear: MembershipChange = {
    change: 'clear',
    op,
    location,
    ...(withoutValue && { withoutValue }),
  }
  switch (op) {
    case 'add':
      return readMembers('add', op, value, location)
    case 'remove': // a list removes only the named ones, as in Entra's older requests; our decision
      return withoutValue ? [clear] : readMembers('remove', op, value, location)
    case 'replace':
      return [clear, ...readMembers('add', op, value, location)]
  }
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const readMembers = (
  change: 'add' | 'remove',
  op: PatchOperation['op'],
  value: unknown,
  location: Location,
): readonly MembershipChange[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) return [{ change, op, ...readMember(value, location) }]
  return value.map((member: unknown, index) => ({
    change,
    op,
    ...readMember(member, [...location, index]),
  }))
}

/** A member is `{"value": "<user id>"}`, or the bare id. */
const readMember = (
  member: unknown,
  location: Location,
): Pick<MembershipChange, 'userId' | 'location'> => {
  if (!isObject(member)) return { ...usableId(member), location }
  const spelling = spellingIn(member, 'value')
  if (spelling === undefined) return { location }
  return { ...usableId(member[spelling]), location: [...location, 'value'] }
}

const usableId = (id: unknown): { readonly userId?: string } =>
  typeof id === 'string' && id !== '' ? { userId: id } : {}
