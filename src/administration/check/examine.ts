import type { Dialect } from '../../identity-center/dialect.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { createGroupRules } from '../../identity-center/rules/create-group.ts'
import { createUserRules } from '../../identity-center/rules/create-user.ts'
import {
  groupUniqueKeys,
  type UniqueKey,
  userUniqueKeys,
} from '../../operations/refuse-conflict.ts'
import { userKeys } from '../../operations/user-record.ts'
import { readGroup, readUser } from '../../scim/read-resource.ts'
import type { Group, JsonObject, Location, User } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import type { GroupKeys, UserKeys } from '../../store/store.ts'

/** A value that must be unique among resources of its type, and the rule that requires it. */
export interface KeyValue extends UniqueKey {
  readonly key: string
  readonly value: string
}

interface Common {
  /** The user name or display name, or the first other identifier. */
  readonly name: string
  /** The id in the resource itself. */
  readonly id: string | undefined
  /** Findings of the rules of its creation. */
  readonly findings: readonly Finding[]
  readonly unique: readonly KeyValue[]
  readonly pointerOf: (location: Location) => string
}

/** A user or group evaluated by the rules of its creation. */
export type Examined =
  | (Common & { readonly type: 'User'; readonly keys: UserKeys })
  | (Common & { readonly type: 'Group'; readonly keys: GroupKeys })

const unique = <Key extends string>(
  table: Readonly<Record<Key, UniqueKey>>,
  keys: Readonly<Record<NoInfer<Key>, string | undefined>>,
): readonly KeyValue[] =>
  (Object.keys(table) as Key[]).flatMap((key) => {
    const value = keys[key]
    return value === undefined ? [] : [{ ...table[key], key, value }]
  })

const nameOf = (resource: User | Group, id: string | undefined): string =>
  ('userName' in resource ? resource.userName : undefined) ??
  resource.displayName ??
  resource.externalId ??
  id ??
  ''

/** Evaluates a user or group by the rules of its creation. */
export const examine = (type: ResourceTypeName, body: JsonObject, dialect: Dialect): Examined => {
  const evaluation = new Evaluation(dialect)
  if (type === 'User') {
    const { resource, deviations, id, pointerOf } = readUser(body, dialect.asOf)
    const subject = {
      operation: 'CreateUser',
      resource,
      deviations,
      bodyId: id,
      pathId: undefined,
    } as const
    evaluation.inspect(createUserRules, subject, pointerOf)
    const { findings } = evaluation
    const keys = userKeys(resource)
    const name = nameOf(resource, id)
    return { type, name, id, findings, keys, unique: unique(userUniqueKeys, keys), pointerOf }
  }
  const { resource, deviations, id, pointerOf } = readGroup(body)
  const subject = {
    operation: 'CreateGroup',
    resource,
    deviations,
    bodyId: id,
    pathId: undefined,
  } as const
  evaluation.inspect(createGroupRules, subject, pointerOf)
  const { findings } = evaluation
  const keys = { displayName: resource.displayName, externalId: resource.externalId }
  const name = nameOf(resource, id)
  return { type, name, id, findings, keys, unique: unique(groupUniqueKeys, keys), pointerOf }
}
