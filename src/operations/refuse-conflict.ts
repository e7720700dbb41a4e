import type { Refusal } from '../identity-center/errors.ts'
import { refusalOf } from '../identity-center/judge.ts'
import type { Finding, Rule, Violation } from '../identity-center/rule.ts'
import {
  emailUnique,
  externalIdUnique,
  groupDisplayNameUnique,
  groupExternalIdUnique,
  userNameUnique,
} from '../identity-center/rules/uniqueness.ts'
import type { Location } from '../scim/resource.ts'
import type { GroupKeys, StoredResource, Taken, UserKeys } from '../store/store.ts'
import type { Call } from './operation.ts'

/** A value that no two resources share: the law, and where it stands. */
export interface UniqueKey {
  readonly rule: Rule
  readonly location: Location
}

/** What no two users share, in the order of complaints. */
export const userUniqueKeys: Readonly<Record<keyof UserKeys, UniqueKey>> = {
  userName: { rule: userNameUnique, location: ['userName'] },
  email: { rule: emailUnique, location: ['emails', 0, 'value'] },
  externalId: { rule: externalIdUnique, location: ['externalId'] },
}

/** What no two groups share. */
export const groupUniqueKeys: Readonly<Record<keyof GroupKeys, UniqueKey>> = {
  displayName: { rule: groupDisplayNameUnique, location: ['displayName'] },
  externalId: { rule: groupExternalIdUnique, location: ['externalId'] },
}

/** Who made the holder of a value: what a sync has not made, no sync will clean up. */
const makers: Readonly<Record<StoredResource['createdBy'], string>> = {
  scim: 'by SCIM',
  manual: 'by hand',
  api: 'through the Identity Store API',
}

const nameOf = ({ resource }: StoredResource): string => {
  const { userName, displayName } = JSON.parse(resource) as Record<string, unknown>
  return String(userName ?? displayName)
}

/** The offence of a value that somebody else has, and who that is. */
export const takenViolation = (
  location: Location,
  value: string | undefined,
  { holder }: Taken<string>,
): Violation => ({
  location,
  value,
  note: `held by ${holder.id} (${nameOf(holder)}), created ${holder.createdAt.toISOString()} ${makers[holder.createdBy]}.`,
})

const conflict =
  <Key extends string>(uniqueKeys: Readonly<Record<Key, UniqueKey>>, fallback: NoInfer<Key>) =>
  (
    call: Call,
    keys: Readonly<Record<Key, string | undefined>>,
    taken: readonly Taken<Key>[],
    pointerOf: (location: Location) => string,
    warnings: readonly Finding[],
  ): Refusal => {
    const [first, ...others] = taken.map((each) => ({ ...uniqueKeys[each.key], each }))
    if (first === undefined) {
      // Whoever held the value was gone when we looked; the index has refused all the same.
      const { rule, location } = uniqueKeys[fallback]
      return refusalOf(
        rule,
        [{ location, value: keys[fallback] }],
        call.dialect,
        warnings,
        pointerOf,
      )
    }
    const more = others.flatMap(
      ({ rule, location, each }) =>
        refusalOf(
          rule,
          [takenViolation(location, keys[each.key], each)],
          call.dialect,
          [],
          pointerOf,
        ).findings,
    )
    return refusalOf(
      first.rule,
      [takenViolation(first.location, keys[first.each.key], first.each)],
      call.dialect,
      [...more, ...warnings],
      pointerOf,
    )
  }

/** The refusal of a user whose unique values are taken, naming every one of them and who holds it. */
export const userConflict = conflict(userUniqueKeys, 'userName')

/** The same for a group. */
export const groupConflict = conflict(groupUniqueKeys, 'displayName')
