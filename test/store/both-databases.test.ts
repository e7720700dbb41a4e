import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import type { OpenStore } from '../../src/store/open-store-types.ts'
import { testDatabase } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import {
  ample,
  at,
  everything,
  group,
  here,
  idOf,
  later,
  populate,
  there,
  user,
} from '../helpers/rows.ts'

/** Uses every query a little, and returns everything visible from outside. */
const story = async ({ store }: OpenStore): Promise<readonly unknown[]> => {
  const { identityStores, tokens, users, groups, memberships, secrets } = store
  const seen: unknown[] = []
  const see = async (answer: Promise<unknown>) => {
    seen.push(await answer.catch((error: unknown) => [String(error)]))
  }
  await identityStores.insert({ id: here, createdAt: at, settings: { throttling: true } })
  await identityStores.addTenant(here, 'tenant-1', at)
  await tokens.insert(here, {
    id: 'token-1',
    hash: Buffer.alloc(32, 255),
    createdAt: at,
    expiresAt: later,
  })
  await see(tokens.findByHash(Buffer.alloc(32, 255)))
  await populate(store, here, { users: 12, groups: 3 })
  await populate(store, there, { users: 2, groups: 1 })

  for (const userName of [
    'stra\u00dfe',
    'STRASSE',
    '\u0130stanbul',
    'istanbul',
    'I\u0307stanbul',
    '\u03a3\u03c2',
    '\u03c3\u03c3',
  ]) {
    await see(users.insert(here, user(100 + userName.charCodeAt(0), { userName }), ample))
  }
  await see(users.insert(here, user(13, { userName: 'USER-1' }), ample))
  await see(
    users.insert(here, { ...user(14), resource: JSON.stringify('\0\ud800\u{10ffff}') }, ample),
  )
  await see(users.update(here, { ...user(2, { email: 'A@b' }), at: later }))
  await see(users.findTaken(here, { userName: 'user-1', email: 'a@B', externalId: undefined }))
  await see(memberships.add(here, idOf(1), [idOf(3), idOf(1), idOf(2)], at))
  await see(memberships.add(here, idOf(1), [idOf(77)], at))
  await see(users.list(here, { by: 'group', value: idOf(1) }, everything))
  await see(groups.list(here, { by: 'id-and-member', id: idOf(1), member: idOf(3) }, everything))
  await see(groups.insert(here, group(4), 3))
  await see(users.delete(here, idOf(3)))
  await see(users.list(here, undefined, { after: 3, limit: 5 }))
  await see(users.list(here, undefined, everything))
  await see(store.transaction(({ users }) => users.insert(here, user(1), ample)))
  await see(secrets.keep('admin-token', Buffer.from([0, 128, 255]), at))
  await see(identityStores.delete(here, later))
  await see(identityStores.findTenant('tenant-1'))
  await see(users.list(there, undefined, everything))
  return seen
}

t.test(
  'both databases give the same results',
  { skip: serverUrl === undefined && 'there is but one' },
  async (t) => {
    const places = [{ dataDir: 'memory:' }, await testDatabase(t)]
    const [first, second] = await Promise.all(
      places.map(async (place) => {
        const opened = await openStore(place)
        t.teardown(opened.close)
        return { kind: opened.kind, seen: await story(opened) }
      }),
    )
    t.same([first?.kind, second?.kind], ['embedded', 'postgresql'])
    t.same(first?.seen, second?.seen)
    const refusals = first?.seen.filter((answer) => /UniqueViolation/.test(String(answer)))
    t.equal(refusals?.length, 3)
  },
)
