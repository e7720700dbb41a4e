import type { EpochDate } from '../../identity-center/rule.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { StoredResource } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'
import { manualChanges } from './change-manually.ts'
import { deleteManually } from './delete-manually.ts'
import type { Directory, DirectorySearch } from './directory.ts'
import { checkNameId } from './name-id.ts'
import { type PageQuery, pageById, pageByNumber } from './pages.ts'
import { loadProvisioningStatus } from './provisioning-status.ts'
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

type Table = 'users' | 'groups'

const nouns = { users: 'user', groups: 'group' } as const

/** The directory of all identity stores; `asOf` is the epoch of stores whose settings have none. */
export const localDirectory = (dependencies: Dependencies, asOf: EpochDate): Directory => {
  const { store: rows } = dependencies
  const changeManually = manualChanges(dependencies, asOf)

  const find = async (store: string, table: Table, id: string) => {
    const row = await requireStore(rows, store)
    const stored = await rows[table].find(store, id)
    if (stored !== undefined) return { row, stored }
    throw new AdministrationError(
      'not-found',
      `Identity store ${store} has no ${nouns[table]} with this id. List its ${table} to see their ids.`,
    )
  }
  const list = async <Item>(
    store: string,
    table: Table,
    search: DirectorySearch,
    item: (stored: StoredResource) => Item,
  ) => {
    await requireStore(rows, store)
    const readRows = ({ text, ...page }: PageQuery<number>) =>
      text === undefined
        ? rows[table].list(store, undefined, page)
        : rows[table].search(store, text, page)
    return pageByNumber(search, readRows, item, ({ sequence }) => sequence)
  }

  const getUser: Directory['getUser'] = async (store, userId) => {
    const { row, stored } = await find(store, 'users', userId)
    return userView(stored, await loadProvisioningStatus(dependencies, row))
  }
  const getGroup: Directory['getGroup'] = async (store, groupId) => {
    const { row, stored } = await find(store, 'groups', groupId)
    return groupView(stored, await loadProvisioningStatus(dependencies, row))
  }

  return {
    listUsers: (store, search = {}) => list(store, 'users', search, userSummary),
    getUser,
    createUser: async (store, attributes, actor) =>
      getUser(store, await createUser(changeManually, store, attributes, actor)),
    updateUser: async (store, userId, changes, actor) => {
      await updateUser(changeManually, store, userId, changes, actor)
      return getUser(store, userId)
    },
    deleteUser: (store, userId, actor) =>
      deleteManually(changeManually, 'users', store, userId, actor),

    listMemberships: async (store, userId, search = {}) => {
      const { stored } = await find(store, 'users', userId)
      // AWS user guide, disable user access
      if (!userSummary(stored).enabled) return { items: [] }
      const readRows = (page: PageQuery<string>) => rows.memberships.groupsOf(store, userId, page)
      return pageById(search, readRows, membershipView, ({ id }) => id)
    },

    checkNameId: async (store, nameId) => {
      await requireStore(rows, store)
      return checkNameId(dependencies, store, nameId)
    },

    listGroups: (store, search = {}) => list(store, 'groups', search, groupSummary),
    getGroup,
    createGroup: async (store, attributes, actor) =>
      getGroup(store, await createGroup(changeManually, store, attributes, actor)),
    updateGroup: async (store, groupId, changes, actor) => {
      await updateGroup(changeManually, store, groupId, changes, actor)
      return getGroup(store, groupId)
    },
    deleteGroup: (store, groupId, actor) =>
      deleteManually(changeManually, 'groups', store, groupId, actor),

    listMembers: async (store, groupId, search = {}) => {
      await find(store, 'groups', groupId)
      const readRows = (page: PageQuery<string>) =>
        rows.memberships.enabledMembers(store, groupId, page)
      return pageById(search, readRows, memberView, ({ id }) => id)
    },
    addMembers: (store, groupId, userIds, actor) =>
      addMembers(changeManually, store, groupId, userIds, actor),
    removeMember: (store, groupId, userId, actor) =>
      removeMember(changeManually, store, groupId, userId, actor),
  }
}
