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

/** A page of all users, by a cursor; the first one for an empty cursor. */
export const pageAt = (cursor) => ({
  method: 'GET',
  path: `/Users?cursor=${encodeURIComponent(cursor)}`,
  status: 200,
  holds: '"userName"',
})

const random = (most) => 1 + Math.floor(Math.random() * most)
let created = 0

/** What one of `users` users is asked for, again and again; whoever is created is another one each time. */
export const userRequests = (users) => ({
  'POST /Users': () => {
    created += 1
    return createUser(nameOf(`new-${created}`))
  },
  'GET /Users?filter=userName eq': () => findUser(nameOf(random(users))),
  'GET /Users/{id}': () => getUser(idOf('user', random(users))),
})

/** PATCHes that add so many users to one of so many groups, nobody twice to the same; an error when all are in all. */
export const joining = ({ users, groups, each, already = 0, firstGroup = 1, turn = 1 }) => {
  const perGroup = Math.floor((users - already) / each)
  let asked = 0
  return () => {
    // `turn` requests go to one group, then the next one has its turn.
    const round = Math.floor(asked / (groups * turn))
    const index = Math.floor(asked / turn) % groups
    const place = round * turn + (asked % turn)
    if (place >= perGroup) throw new Error('There is nobody left to be added to a group.')
    asked += 1
    const from = already + place * each + 1
    const ids = Array.from({ length: each }, (_, n) => idOf('user', from + n))
    return addMembers(idOf('group', firstGroup + index), ids)
  }
}
