// The users and groups that all servers are given, and the requests that deal with them.

/** Where a full server keeps the n-th of them. */
export const idOf = (kind, n) =>
  `${kind === 'user' ? '24d8d4e8' : '54d8d4e8'}-${String(n)
    .padStart(12, '0')
    .replace(/(....)(....)(....)/, '$1-$2-$3')}-00000000`

export const nameOf = (n) => `user-${n}@example.com`

/** A user as a provider sends it. */
export const user = (userName) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  externalId: `00u-${userName}`,
  userName,
  name: { familyName: 'Lovelace', givenName: 'Ada' },
  displayName: `Ada ${userName}`,
  title: 'Analyst',
  locale: 'en-GB',
  timezone: 'Europe/London',
  active: true,
  emails: [{ value: userName, type: 'work', primary: true }],
})

export const group = (displayName) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  displayName,
})

const json = (value) => JSON.stringify(value)

export const createUser = (userName) => ({
  method: 'POST',
  path: '/Users',
  body: json(user(userName)),
  status: 201,
})
export const createGroup = (displayName) => ({
  method: 'POST',
  path: '/Groups',
  body: json(group(displayName)),
  status: 201,
})
export const getUser = (id) => ({ method: 'GET', path: `/Users/${id}`, status: 200, holds: id })

const find = (kind, attribute, value, holds) => ({
  method: 'GET',
  path: `/${kind}?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`,
  status: 200,
  holds,
})
/** Looks for a user that is there. */
export const findUser = (userName) => find('Users', 'userName', userName, userName)
/** Looks for one that is not there yet. */
export const missUser = (userName) => find('Users', 'userName', userName, '"totalResults":0')
export const missGroup = (name) => find('Groups', 'displayName', name, '"totalResults":0')

export const addMembers = (groupId, userIds) => ({
  method: 'PATCH',
  path: `/Groups/${groupId}`,
  body: json({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'add', path: 'members', value: userIds.map((value) => ({ value })) }],
  }),
  status: 204,
})
export const patchUser = (id, displayName) => ({
  method: 'PATCH',
  path: `/Users/${id}`,
  body: json({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'displayName', value: displayName }],
  }),
  status: 200,
})
