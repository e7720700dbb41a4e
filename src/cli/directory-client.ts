import type { Directory, DirectorySearch, Listed } from '../administration/directory/directory.ts'
import type { Send } from './event-client.ts'

const toQuery = ({ query, cursor, limit }: DirectorySearch): string => {
  const parameters = new URLSearchParams({
    ...(query !== undefined && { query }),
    ...(cursor !== undefined && { cursor }),
    ...(limit !== undefined && { limit: String(limit) }),
  }).toString()
  return parameters === '' ? '' : `?${parameters}`
}

/** The users and groups of a running server, over its private listener. The server records the client as the actor. */
export const directoryClient = (send: Send): Directory => {
  const at = (...segments: readonly string[]) =>
    ['/identity-stores', ...segments.map((segment) => `/${encodeURIComponent(segment)}`)].join('')
  // The server is this same program, so responses have the types of the interface.
  const request = async <Answer>(method: string, path: string, body?: unknown) =>
    (await (await send(method, path, { body })).json()) as Answer
  const list = <Item>(path: string, search: DirectorySearch = {}) =>
    request<Listed<Item>>('GET', path + toQuery(search))
  const command = async (method: string, path: string, body?: unknown) => {
    await send(method, path, { body })
  }

  return {
    listUsers: (store, search) => list(at(store, 'users'), search),
    getUser: (store, userId) => request('GET', at(store, 'users', userId)),
    createUser: (store, attributes) => request('POST', at(store, 'users'), attributes),
    updateUser: (store, userId, changes) => request('PATCH', at(store, 'users', userId), changes),
    deleteUser: (store, userId) => command('DELETE', at(store, 'users', userId)),
    listMemberships: (store, userId, search) => list(at(store, 'users', userId, 'groups'), search),
    checkNameId: (store, nameId) =>
      request('GET', `${at(store, 'users', 'by-name-id')}?${new URLSearchParams({ nameId })}`),

    listGroups: (store, search) => list(at(store, 'groups'), search),
    getGroup: (store, groupId) => request('GET', at(store, 'groups', groupId)),
    createGroup: (store, attributes) => request('POST', at(store, 'groups'), attributes),
    updateGroup: (store, groupId, changes) =>
      request('PATCH', at(store, 'groups', groupId), changes),
    deleteGroup: (store, groupId) => command('DELETE', at(store, 'groups', groupId)),
    listMembers: (store, groupId, search) => list(at(store, 'groups', groupId, 'members'), search),
    addMembers: (store, groupId, userIds) =>
      command('POST', at(store, 'groups', groupId, 'members'), { userIds }),
    removeMember: (store, groupId, userId) =>
      command('DELETE', at(store, 'groups', groupId, 'members', userId)),
  }
}
