import type { Refusal } from '../identity-center/errors.ts'
import type { Evaluation, PointerOf } from '../identity-center/evaluation.ts'
import type { BrokenRule } from '../identity-center/judge.ts'
import type { Rule, Violation } from '../identity-center/rule.ts'
import {
  emailUnique,
  externalIdUnique,
  groupDisplayNameUnique,
  groupExternalIdUnique,
  userNameUnique,
} from '../identity-center/rules/uniqueness.ts'
import type { Location } from '../scim/resource.ts'
import type { GroupKeys, StoredResource, Taken, UserKeys } from '../store/store.ts'

/** A value that no two resources of a type share: the rule that says so, and the location of the value. */
export interface UniqueKey {
  readonly rule: Rule
  readonly location: Location
}

/** The unique values of users; the first that is taken decides the response. */
export const userUniqueKeys: Readonly<Record<keyof UserKeys, UniqueKey>> = {
  userName: { rule: userNameUnique, location: ['userName'] },
  email: { rule: emailUnique, location: ['emails', 0, 'value'] },
  externalId: { rule: externalIdUnique, location: ['externalId'] },
}

/** The unique values of groups. */
export const groupUniqueKeys: Readonly<Record<keyof GroupKeys, UniqueKey>> = {
  displayName: { rule: groupDisplayNameUnique, location: ['displayName'] },
  externalId: { rule: groupExternalIdUnique, location: ['externalId'] },
}

/** How the holder of a value was created: an identity provider does not delete what it has not created. */
const creators: Readonly<Record<StoredResource['createdBy'], string>> = {
  scim: 'by SCIM',
  manual: 'manually',
  api: 'through the Identity Store API',
}

const nameOf = ({ resource }: StoredResource): string => {
  const { userName, displayName } = JSON.parse(resource) as Record<string, unknown>
  return String(userName ?? displayName)
}

/** The violation by a value that another user or group has; its note names the holder. */
export const takenViolation = (
  location: Location,
  value: string | undefined,
  { holder }: Taken<string>,
): Violation => ({
  location,
  value,
  note: `held by ${holder.id} (${nameOf(holder)}), created ${holder.createdAt.toISOString()} ${creators[holder.createdBy]}.`,
})

const conflict =
  <Key extends string>(uniqueKeys: Readonly<Record<Key, UniqueKey>>, fallback: NoInfer<Key>) =>
  (
    evaluation: Evaluation,
    keys: Readonly<Record<Key, string | undefined>>,
    taken: readonly Taken<Key>[],
    pointerOf: PointerOf,
  ): Refusal => {
    const [first, ...others] = taken.map((each): BrokenRule => {
      const { rule, location } = uniqueKeys[each.key]
      return { rule, violations: [takenViolation(location, keys[each.key], each)] }
    })
    if (first !== undefined) return evaluation.refusalByAll([first, ...others], pointerOf)
    // The holder was deleted between the write and the look-up. The index has refused the write all the same.
    const { rule, location } = uniqueKeys[fallback]
    return evaluation.refusal(rule, [{ location, value: keys[fallback] }], pointerOf)
  }

/** The refusal of a user whose unique values are taken. Its findings name each of the values and its holder. */
export const userConflict = conflict(userUniqueKeys, 'userName')

/** The same for a group. */
export const groupConflict = conflict(groupUniqueKeys, 'displayName')
