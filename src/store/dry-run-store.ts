import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { isId } from './keys.ts'
import type { Memberships } from './membership-types.ts'
import type { GroupKeys, IdentityStores, Resources, Store, UserKeys } from './store.ts'

/** The unique indexes, in the order in which PostgreSQL asks them: as they were made. */
const userConstraints: Readonly<Record<keyof UserKeys, string>> = {
  userName: 'users_user_name',
  email: 'users_email',
  externalId: 'users_external_id',
}
const groupConstraints: Readonly<Record<keyof GroupKeys, string>> = {
  displayName: 'groups_display_name',
  externalId: 'groups_external_id',
}

const doNothing = async () => {}

/** For what no operation does: to do as if would be a lie that nobody asked for. */
const refuse = async () => {
  throw new Error('A dry store changes nothing but users, groups and memberships.')
}

/** Throws a MissingReference where one of these users does not exist, and was not made here. */
type RequireUsers = (identityStoreId: string, userIds: readonly string[]) => Promise<void>

const requireUsersOf =
  ({ users }: Store, made: ReadonlySet<string>): RequireUsers =>
  async (identityStoreId, userIds) => {
    if (!userIds.every(isId)) throw new MissingReference('memberships_user')
    const asked = [...new Set(userIds)].filter((id) => !made.has(`${identityStoreId} ${id}`))
    if (asked.length === 0) return
    const existing = await users.existing(identityStoreId, asked)
    if (existing.length < asked.length) throw new MissingReference('memberships_user')
  }

const dryResources = <Keys, Filter>(
  truth: Resources<Keys, Filter>,
  constraints: Readonly<Record<keyof Keys & string, string>>,
  idConstraint: string,
  made: Set<string>,
  requireUsers: RequireUsers,
): Resources<Keys, Filter> => {
  const requireFree = async (identityStoreId: string, keys: Keys, exceptId?: string) => {
    const [first] = await truth.taken(identityStoreId, keys, exceptId)
    if (first !== undefined) throw new UniqueViolation(constraints[first.key])
  }

  return {
    ...truth,
    insert: async (identityStoreId, { id, keys }, quota) => {
      if (await truth.isFull(identityStoreId, quota)) return 'quota'
      if ((await truth.find(identityStoreId, id)) !== undefined) {
        throw new UniqueViolation(idConstraint)
      }
      await requireFree(identityStoreId, keys)
      made.add(`${identityStoreId} ${id}`)
      return 'inserted'
    },
    lock: truth.find,
    update: async (identityStoreId, { id, keys }, _event, { members } = {}) => {
      if ((await truth.find(identityStoreId, id)) === undefined) return false
      await requireFree(identityStoreId, keys, id)
      if (members !== undefined) await requireUsers(identityStoreId, members.add)
      return true
    },
    delete: async (identityStoreId, id) => (await truth.find(identityStoreId, id)) !== undefined,
    clear: doNothing,
  }
}

const dryMemberships = (
  { groups, memberships }: Store,
  madeGroups: ReadonlySet<string>,
  requireUsers: RequireUsers,
): Memberships => {
  /** How many of these users are in a group. */
  const membersAmong = async (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
  ) => {
    let found = 0
    for (const userId of new Set(userIds)) {
      found += (await memberships.among(identityStoreId, userId, [groupId])).length
    }
    return found
  }

  return {
    ...memberships,
    add: async (identityStoreId, groupId, userIds) => {
      if (!isId(groupId)) throw new MissingReference('memberships_group')
      if (!userIds.every(isId)) throw new MissingReference('memberships_user')
      if (userIds.length === 0) return 0
      const isMade = madeGroups.has(`${identityStoreId} ${groupId}`)
      if (!isMade && (await groups.find(identityStoreId, groupId)) === undefined) {
        throw new MissingReference('memberships_group')
      }
      await requireUsers(identityStoreId, userIds)
      const already = await membersAmong(identityStoreId, groupId, userIds)
      return new Set(userIds).size - already
    },
    remove: (identityStoreId, groupId, userIds) => membersAmong(identityStoreId, groupId, userIds),
  }
}

const dryIdentityStores = (truth: IdentityStores): IdentityStores => ({
  ...truth,
  lock: truth.find,
  insert: refuse,
  saveSettings: refuse,
  delete: refuse,
  addTenant: refuse,
  retireTenant: refuse,
})

/**
 * The store as an operation sees it that is to leave no trace: each call answers as the true one would, from reads
 * alone, without a transaction or a lock. What it is told to write it does not read back, except that users and
 * groups it was told to insert may be joined by memberships. Events and the last use of tokens and keys are passed over;
 * everything else that operations have no business with throws.
 */
export const dryRunStore = (truth: Store): Store => {
  const madeUsers = new Set<string>()
  const madeGroups = new Set<string>()
  const requireUsers = requireUsersOf(truth, madeUsers)
  const dry: Store = {
    identityStores: dryIdentityStores(truth.identityStores),
    tokens: { ...truth.tokens, insert: refuse, delete: refuse, touch: doNothing },
    accessKeys: { ...truth.accessKeys, insert: refuse, delete: refuse, touch: doNothing },
    users: dryResources(truth.users, userConstraints, 'users_id', madeUsers, requireUsers),
    groups: dryResources(truth.groups, groupConstraints, 'groups_id', madeGroups, requireUsers),
    memberships: dryMemberships(truth, madeGroups, requireUsers),
    contents: {
      ...truth.contents,
      lockQuotas: refuse,
      insertUsers: refuse,
      insertGroups: refuse,
      insertMemberships: refuse,
    },
    throttles: { count: async () => 1 },
    events: { ...truth.events, insert: doNothing, clean: refuse, clear: refuse },
    consoleSessions: {
      ...truth.consoleSessions,
      insert: refuse,
      take: refuse,
      clean: refuse,
      clear: refuse,
    },
    secrets: { ...truth.secrets, keep: refuse, replace: refuse },
    withCredential: () => ({ store: dry, check: doNothing }),
    transaction: (work) => work(dry),
    atOneMoment: (work) => work(dry),
  }
  return dry
}
