// Fills our server by restoring a snapshot through the private listener.
import { group, idOf, nameOf, user } from './people.mjs'

const AT_ONCE = 500
const time = '2026-11-01T00:00:00.000Z'
const written = { createdAt: time, createdBy: 'scim', updatedAt: time, updatedBy: 'scim' }
const meta = (resourceType) => ({ resourceType, created: time, lastModified: time })

const userLine = (n) => {
  const id = idOf('user', n)
  return { kind: 'user', id, ...written, resource: { id, meta: meta('User'), ...user(nameOf(n)) } }
}
const groupLine = (n) => {
  const id = idOf('group', n)
  const resource = { id, meta: meta('Group'), ...group(`group-${n}`) }
  return { kind: 'group', id, ...written, resource }
}
const membershipLine = (groupNumber) => (userNumber) => ({
  kind: 'membership',
  id: `${groupNumber}-${userNumber}`,
  groupId: idOf('group', groupNumber),
  userId: idOf('user', userNumber),
  createdAt: time,
  createdBy: 'scim',
})

/** The lines of a snapshot, in portions: users, groups, and `members[n]` members in each group. */
function* lines({ identityStoreId, users, groups, members }) {
  const memberships = members.reduce((sum, count) => sum + count, 0)
  yield [
    {
      format: 'identity-center-scim snapshot',
      version: 1,
      program: 'bench',
      time,
      identityStoreId,
      settings: { quotas: { users: 10_000_000, groups: 10_000_000 } },
      counts: { users, groups, memberships },
    },
  ]
  const portions = function* (count, lineOf) {
    for (let from = 1; from <= count; from += AT_ONCE) {
      yield Array.from({ length: Math.min(AT_ONCE, count - from + 1) }, (_, n) => lineOf(from + n))
    }
  }
  yield* portions(users, userLine)
  yield* portions(groups, groupLine)
  for (const [index, count] of members.entries()) yield* portions(count, membershipLine(index + 1))
  yield [{ kind: 'end' }]
}

/** Replaces the contents of a server's store by this many users and groups. */
export const restore = async (
  { adminUrl, adminToken, identityStoreId },
  { users = 0, groups = 0, members = [] },
) => {
  const body = ReadableStream.from(
    (function* () {
      for (const portion of lines({ identityStoreId, users, groups, members })) {
        yield Buffer.from(portion.map((line) => `${JSON.stringify(line)}\n`).join(''))
      }
    })(),
  )
  const url = new URL(`/api/v1/identity-stores/${identityStoreId}/snapshot`, adminUrl)
  const headers = {
    authorization: `Bearer ${adminToken}`,
    'content-type': 'application/x-ndjson',
  }
  const response = await fetch(url, { method: 'PUT', headers, body, duplex: 'half' })
  if (!response.ok) throw new Error(`The snapshot: ${response.status} ${await response.text()}`)
}
