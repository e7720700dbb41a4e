// The users and groups of all servers, and requests for them.

/** The id of the n-th user or group of a filled server. */
export const idOf = (kind, n) =>
  `${kind === 'user' ? '24d8d4e8' : '54d8d4e8'}-${String(n)
    .padStart(12, '0')
    .replace(/(....)(....)(....)/, '$1-$2-$3')}-00000000`

export const nameOf = (n) => `user-${n}@example.com`

/** A user in the form that an identity provider sends. */
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
/** Looks up an existing user. */
export const findUser = (userName) => find('Users', 'userName', userName, userName)
/** Looks up a user that does not exist. */
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

/** A page of all users by cursor. An empty cursor is the first page. */
export const pageAt = (cursor) => ({
  method: 'GET',
  path: `/Users?cursor=${encodeURIComponent(cursor)}`,
  status: 200,
  holds: '"userName"',
})

const random = (max) => 1 + Math.floor(Math.random() * max)
let created = 0

/**
 * Requests by name, each a function that returns the next one, for a server with `users` users. Each create has a new
 * name.
 */
export const userRequests = (users) => ({
  'POST /Users': () => {
    created += 1
    return createUser(nameOf(`new-${created}`))
  },
  'GET /Users?filter=userName eq': () => findUser(nameOf(random(users))),
  'GET /Users/{id}': () => getUser(idOf('user', random(users))),
})

/**
 * PATCH requests that add `each` users to one of the groups, `turn` requests to one group after another. No user is
 * added to a group twice. Throws when every group has all users.
 */
export const joining = ({ users, groups, each, already = 0, firstGroup = 1, turn = 1 }) => {
  const perGroup = Math.floor((users - already) / each)
  let asked = 0
  return () => {
    const round = Math.floor(asked / (groups * turn))
    const index = Math.floor(asked / turn) % groups
    const place = round * turn + (asked % turn)
    if (place >= perGroup) throw new Error('Every group has all users, so no member can be added.')
    asked += 1
    const from = already + place * each + 1
    const ids = Array.from({ length: each }, (_, n) => idOf('user', from + n))
    return addMembers(idOf('group', firstGroup + index), ids)
  }
}
