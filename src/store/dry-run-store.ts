import { MissingReference, UniqueViolation } from '../identity-center/errors.ts'
import { isId } from './keys.ts'
import type { Memberships } from './membership-types.ts'
import type { GroupKeys, IdentityStores, Resources, Store, UserKeys } from './store.ts'

/** The unique indexes, in the order in which PostgreSQL checks them: that of their creation. */
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

/** For changes that no operation makes. Pretending to make them would hide a defect. */
const refuse = async () => {
  throw new Error('A dry run changes only users, groups and memberships.')
}

/** Throws a MissingReference if a user neither exists nor was inserted in this dry run. */
type RequireUsers = (identityStoreId: string, userIds: readonly string[]) => Promise<void>

const userRequirement =
  ({ users }: Store, inserted: ReadonlySet<string>): RequireUsers =>
  async (identityStoreId, userIds) => {
    if (!userIds.every(isId)) throw new MissingReference('memberships_user')
    const asked = [...new Set(userIds)].filter((id) => !inserted.has(`${identityStoreId} ${id}`))
    if (asked.length === 0) return
    const existing = await users.findExisting(identityStoreId, asked)
    if (existing.length < asked.length) throw new MissingReference('memberships_user')
  }

const dryResources = <Keys, Filter>(
  resources: Resources<Keys, Filter>,
  constraints: Readonly<Record<keyof Keys & string, string>>,
  idConstraint: string,
  inserted: Set<string>,
  requireUsers: RequireUsers,
): Resources<Keys, Filter> => {
  const requireFree = async (identityStoreId: string, keys: Keys, exceptId?: string) => {
    const [first] = await resources.findTaken(identityStoreId, keys, exceptId)
    if (first !== undefined) throw new UniqueViolation(constraints[first.key])
  }

  return {
    ...resources,
    insert: async (identityStoreId, { id, keys }, quota) => {
      if (await resources.isFull(identityStoreId, quota)) return 'quota'
      if ((await resources.find(identityStoreId, id)) !== undefined) {
        throw new UniqueViolation(idConstraint)
      }
      await requireFree(identityStoreId, keys)
      inserted.add(`${identityStoreId} ${id}`)
      return 'inserted'
    },
    lock: resources.find,
    update: async (identityStoreId, { id, keys }, _event, { members } = {}) => {
      if ((await resources.find(identityStoreId, id)) === undefined) return false
      await requireFree(identityStoreId, keys, id)
      if (members !== undefined) await requireUsers(identityStoreId, members.add)
      return true
    },
    delete: async (identityStoreId, id) =>
      (await resources.find(identityStoreId, id)) !== undefined,
    clear: doNothing,
  }
}

const dryMemberships = (
  { groups, memberships }: Store,
  insertedGroups: ReadonlySet<string>,
  requireUsers: RequireUsers,
): Memberships => {
  /** The number of these users that are members of a group. */
  const countMembers = async (
    identityStoreId: string,
    groupId: string,
    userIds: readonly string[],
  ) => {
    let found = 0
    for (const userId of new Set(userIds)) {
      found += (await memberships.findInGroups(identityStoreId, userId, [groupId])).length
    }
    return found
  }

  return {
    ...memberships,
    add: async (identityStoreId, groupId, userIds) => {
      if (!isId(groupId)) throw new MissingReference('memberships_group')
      if (!userIds.every(isId)) throw new MissingReference('memberships_user')
      if (userIds.length === 0) return 0
      const isInserted = insertedGroups.has(`${identityStoreId} ${groupId}`)
      if (!isInserted && (await groups.find(identityStoreId, groupId)) === undefined) {
        throw new MissingReference('memberships_group')
      }
      await requireUsers(identityStoreId, userIds)
      const present = await countMembers(identityStoreId, groupId, userIds)
      return new Set(userIds).size - present
    },
    remove: (identityStoreId, groupId, userIds) => countMembers(identityStoreId, groupId, userIds),
  }
}

const dryIdentityStores = (identityStores: IdentityStores): IdentityStores => ({
  ...identityStores,
  lock: identityStores.find,
  insert: refuse,
  saveSettings: refuse,
  delete: refuse,
  addTenant: refuse,
  retireTenant: refuse,
})

/**
 * A store for one operation without effect. Each call returns what the real store would, from reads alone, without
 * transactions or locks. Reads do not see earlier writes of the dry run, except that memberships may name users and
 * groups that it inserted. Events and last uses of tokens and keys are ignored. Changes that operations never make throw.
 */
export const dryRunStore = (store: Store): Store => {
  const insertedUsers = new Set<string>()
  const insertedGroups = new Set<string>()
  const requireUsers = userRequirement(store, insertedUsers)
  const dry: Store = {
    identityStores: dryIdentityStores(store.identityStores),
    tokens: { ...store.tokens, insert: refuse, delete: refuse, touch: doNothing },
    accessKeys: { ...store.accessKeys, insert: refuse, delete: refuse, touch: doNothing },
    users: dryResources(store.users, userConstraints, 'users_id', insertedUsers, requireUsers),
    groups: dryResources(store.groups, groupConstraints, 'groups_id', insertedGroups, requireUsers),
    memberships: dryMemberships(store, insertedGroups, requireUsers),
    contents: {
      ...store.contents,
      lockQuotas: refuse,
      insertUsers: refuse,
      insertGroups: refuse,
      insertMemberships: refuse,
    },
    throttles: { count: async () => 1 },
    events: { ...store.events, insert: doNothing, clean: refuse, clear: refuse },
    consoleSessions: {
      ...store.consoleSessions,
      insert: refuse,
      take: refuse,
      clean: refuse,
      clear: refuse,
    },
    secrets: { ...store.secrets, keep: refuse, replace: refuse },
    withCredential: () => ({ store: dry, check: doNothing }),
    transaction: (work) => work(dry),
    readConsistently: (work) => work(dry),
  }
  return dry
}
