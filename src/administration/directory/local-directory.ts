import type { EpochDate } from '../../identity-center/rule.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { StoredResource } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'
import { changeManually } from './change-manually.ts'
import { deleteManually } from './delete-manually.ts'
import type { Directory, DirectorySearch } from './directory.ts'
import { askNameId } from './name-id.ts'
import { pageById, pageByNumber, type WantedPage } from './pages.ts'
import { provisioningStatusOf } from './provisioning-status.ts'
import {
  groupSummary,
  groupView,
  membershipView,
  memberView,
  userSummary,
  userView,
} from './views.ts'
import { createGroup, updateGroup } from './write-groups.ts'
import { addMembers, removeMember } from './write-members.ts'
import { createUser, updateUser } from './write-users.ts'

/** What users and groups have in common for whoever reads them. */
type Table = 'users' | 'groups'

const nouns = { users: 'user', groups: 'group' } as const

/** The users and groups of the stores of this world; `asOf` is the epoch of those that name none. */
export const localDirectory = (dependencies: Dependencies, asOf: EpochDate): Directory => {
  const { store: rows } = dependencies
  const write = changeManually(dependencies, asOf)

  const find = async (store: string, table: Table, id: string) => {
    const row = await requireStore(rows, store)
    const stored = await rows[table].find(store, id)
    if (stored !== undefined) return { row, stored }
    throw new AdministrationError(
      'not-found',
      `Identity store ${store} has no ${nouns[table]} of that id; list its ${table} to see which it has.`,
    )
  }
  const list = async <Item>(
    store: string,
    table: Table,
    search: DirectorySearch,
    item: (stored: StoredResource) => Item,
  ) => {
    await requireStore(rows, store)
    const wanted = ({ text, ...page }: WantedPage<number>) =>
      text === undefined
        ? rows[table].list(store, undefined, page)
        : rows[table].search(store, text, page)
    return pageByNumber(search, wanted, item, ({ sequence }) => sequence)
  }

  const getUser: Directory['getUser'] = async (store, userId) => {
    const { row, stored } = await find(store, 'users', userId)
    return userView(stored, await provisioningStatusOf(dependencies, row))
  }
  const getGroup: Directory['getGroup'] = async (store, groupId) => {
    const { row, stored } = await find(store, 'groups', groupId)
    return groupView(stored, await provisioningStatusOf(dependencies, row))
  }

  return {
    listUsers: (store, search = {}) => list(store, 'users', search, userSummary),
    getUser,
    createUser: async (store, attributes, actor) =>
      getUser(store, await createUser(write, store, attributes, actor)),
    updateUser: async (store, userId, changes, actor) => {
      await updateUser(write, store, userId, changes, actor)
      return getUser(store, userId)
    },
    deleteUser: (store, userId, actor) => deleteManually(write, 'users', store, userId, actor),

    listMemberships: async (store, userId, search = {}) => {
      const { stored } = await find(store, 'users', userId)
      // AWS user guide, disable user access
      if (!userSummary(stored).enabled) return { items: [] }
      const wanted = (page: WantedPage<string>) => rows.memberships.groupsOf(store, userId, page)
      return pageById(search, wanted, membershipView, ({ id }) => id)
    },

    askNameId: async (store, nameId) => {
      await requireStore(rows, store)
      return askNameId(dependencies, store, nameId)
    },

    listGroups: (store, search = {}) => list(store, 'groups', search, groupSummary),
    getGroup,
    createGroup: async (store, attributes, actor) =>
      getGroup(store, await createGroup(write, store, attributes, actor)),
    updateGroup: async (store, groupId, changes, actor) => {
      await updateGroup(write, store, groupId, changes, actor)
      return getGroup(store, groupId)
    },
    deleteGroup: (store, groupId, actor) => deleteManually(write, 'groups', store, groupId, actor),

    listMembers: async (store, groupId, search = {}) => {
      await find(store, 'groups', groupId)
      const wanted = (page: WantedPage<string>) =>
        rows.memberships.enabledMembers(store, groupId, page)
      return pageById(search, wanted, memberView, ({ id }) => id)
    },
    addMembers: (store, groupId, userIds, actor) =>
      addMembers(write, store, groupId, userIds, actor),
    removeMember: (store, groupId, userId, actor) =>
      removeMember(write, store, groupId, userId, actor),
  }
}
