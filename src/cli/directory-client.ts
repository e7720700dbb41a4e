import type { Directory, DirectorySearch, Listed } from '../administration/directory/directory.ts'
import type { Send } from './event-client.ts'

const queryOf = ({ query, cursor, limit }: DirectorySearch): string => {
  const words = new URLSearchParams({
    ...(query !== undefined && { query }),
    ...(cursor !== undefined && { cursor }),
    ...(limit !== undefined && { limit: String(limit) }),
  }).toString()
  return words === '' ? '' : `?${words}`
}

/** The users and groups of a server that runs, over its private listener. The actor is whoever sends the request. */
export const directoryClient = (send: Send): Directory => {
  const at = (...segments: readonly string[]) =>
    ['/identity-stores', ...segments.map((segment) => `/${encodeURIComponent(segment)}`)].join('')
  // The other end is this same program, so its answers have the shapes of the interface.
  const ask = async <Answer>(method: string, path: string, body?: unknown) =>
    (await (await send(method, path, { body })).json()) as Answer
  const list = <Item>(path: string, search: DirectorySearch = {}) =>
    ask<Listed<Item>>('GET', path + queryOf(search))
  const command = async (method: string, path: string, body?: unknown) => {
    await send(method, path, { body })
  }

  return {
    listUsers: (store, search) => list(at(store, 'users'), search),
    getUser: (store, userId) => ask('GET', at(store, 'users', userId)),
    createUser: (store, attributes) => ask('POST', at(store, 'users'), attributes),
    updateUser: (store, userId, changes) => ask('PATCH', at(store, 'users', userId), changes),
    deleteUser: (store, userId) => command('DELETE', at(store, 'users', userId)),
    listMemberships: (store, userId, search) => list(at(store, 'users', userId, 'groups'), search),
    askNameId: (store, nameId) =>
      ask('GET', `${at(store, 'users', 'by-name-id')}?${new URLSearchParams({ nameId })}`),

    listGroups: (store, search) => list(at(store, 'groups'), search),
    getGroup: (store, groupId) => ask('GET', at(store, 'groups', groupId)),
    createGroup: (store, attributes) => ask('POST', at(store, 'groups'), attributes),
    updateGroup: (store, groupId, changes) => ask('PATCH', at(store, 'groups', groupId), changes),
    deleteGroup: (store, groupId) => command('DELETE', at(store, 'groups', groupId)),
    listMembers: (store, groupId, search) => list(at(store, 'groups', groupId, 'members'), search),
    addMembers: (store, groupId, userIds) =>
      command('POST', at(store, 'groups', groupId, 'members'), { userIds }),
    removeMember: (store, groupId, userId) =>
      command('DELETE', at(store, 'groups', groupId, 'members', userId)),
  }
}
