import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { isAdminToken } from '../../src/app/admin-token.ts'
import { createLogger } from '../../src/app/logger.ts'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { formerRuleIds } from '../../src/identity-center/former-rule-ids.ts'
import { openStore } from '../../src/store/open-store.ts'
import { sent, signed } from '../helpers/aws.ts'
import { testDatabase } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import {
  type FixtureIds,
  fixtureEnvironment,
  fixtureTime,
  loadDump,
  readIds,
  readSnapshot,
  unpackDataDirectory,
} from '../helpers/older-release.ts'
import type { Place } from '../helpers/raw-sql.ts'
import { scimOf } from '../helpers/server.ts'

mock.timers.enable({ apis: ['Date'], now: fixtureTime })

interface Found {
  readonly requestId: string
  readonly origin: string
  readonly findings: readonly { readonly ruleId: string }[]
}

/** The settings of the fixture under the rule ids of today. */
const settings = {
  rules: {
    'manual-email-required': 'off',
    'attribute-forbidden-characters': 'warn',
    'user-name-email-shaped': 'off',
    'put-id-matches': 'off',
  },
  throttling: false,
  errorDetail: 'explained',
  events: { days: 90, count: 5_000, bodyBytes: 4_096 },
}

const adminHeaders = { authorization: `Bearer ${fixtureEnvironment.SCIM_ADMIN_TOKEN}` }

/** The program of today on a database, in the environment of the fixture. */
const serve = async (t: Pick<Test, 'teardown'>, place: Place, environment = {}) => {
  const flags = { port: '0', adminPort: '0', ...place }
  const config = readServeConfig(flags, { ...fixtureEnvironment, ...environment })
  const server = await startServer(config, { logger: createLogger('silent'), notice: () => {} })
  t.teardown(server.close)
  const { scimEndpoint, adminUrl, identityStoreId } = server.ready
  const store = `/identity-stores/${identityStoreId}`
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  const admin = async (method: string, path: string, init: RequestInit = {}): Promise<any> => {
    const url = `${adminUrl}/api/v1${store}${path}`
    const headers = { ...adminHeaders, ...init.headers }
    const response = await fetch(url, { ...init, method, headers })
    return response.json()
  }
  const token = fixtureEnvironment.SCIM_ACCESS_TOKEN
  const scim = scimOf({ endpoint: String(scimEndpoint), token })
  const events = async (query = ''): Promise<readonly Found[]> =>
    (await admin('GET', `/events?limit=100${query}`)).items
  return { server, admin, scim, events, adminUrl, identityStoreId }
}

type Served = Awaited<ReturnType<typeof serve>>

/** The ids that SCIM lists, page by page. */
const listed = async ({ scim }: Served, path: string): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = `count=25&cursor=${encodeURIComponent(cursor)}`
    const { json } = await scim('GET', `${path}?${query}`)
    ids.push(...json.Resources.map(({ id }: { id: string }) => id))
    cursor = json.nextCursor
  }
  return ids
}

/** All users, groups and memberships, as they were where that is known. */
const hasDirectory = async (
  t: Test,
  served: Served,
  { users, groups }: FixtureIds,
  contents?: readonly Content[],
) => {
  const alive = users.filter((_, index) => index !== 3)
  const [manual, ...others] = (await listed(served, '/Users')).filter((id) => !alive.includes(id))
  t.same(others, [], 'one user was created manually')
  t.same(await listed(served, '/Users'), [...alive, manual])
  t.same(await listed(served, '/Groups'), groups)
  t.equal((await served.scim('GET', `/Users/${users[3]}`)).status, 404)
  t.equal((await served.scim('GET', `/Users/${alive[0]}`)).json.userName, 'person1@example.com')
  const { items } = await served.admin('GET', '/users?query=manual@example.com')
  t.same(
    items.map(({ userId, createdBy }: { userId: string; createdBy: string }) => [
      userId,
      createdBy,
    ]),
    [[manual, 'manual']],
  )
  const taken = await takenSnapshot(served)
  t.same(countsOf(taken), { user: 40, group: 3, membership: 26 })
  if (contents !== undefined) t.same(taken, contents)
}

/** A line of a snapshot that is neither its first nor its last. */
interface Content {
  readonly kind: string
  readonly [member: string]: unknown
}

/** The contents of a snapshot. Who created and updated each is left out: the names of the origins have changed. */
const contentsOf = (snapshot: string): readonly Content[] =>
  snapshot
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line) => {
      const { createdBy: _createdBy, updatedBy: _updatedBy, ...rest } = JSON.parse(line)
      return rest
    })

const countsOf = (contents: readonly Content[]) =>
  Object.fromEntries(
    ['user', 'group', 'membership'].map((wanted) => [
      wanted,
      contents.filter(({ kind }) => kind === wanted).length,
    ]),
  )

const takenSnapshot = async ({ adminUrl, identityStoreId }: Served) => {
  const url = `${adminUrl}/api/v1/identity-stores/${identityStoreId}/snapshot`
  const response = await fetch(url, { headers: adminHeaders })
  return contentsOf(await response.text())
}

const hasSettings = async (t: Test, served: Served) => {
  t.same(await served.admin('GET', '/settings'), settings)

  const person = { displayName: 'A: B', name: { givenName: 'A', familyName: 'B' } }
  const created = await served.scim('POST', '/Users', { ...person, userName: 'a', active: true })
  t.equal(created.status, 201, 'forbidden characters are only warned of')
  const explained = await served.scim('POST', '/Users', { userName: 'b' })
  t.equal(explained.status, 400)
  t.match(explained.json.detail, /\[attribute-required/, 'a refusal is explained')
  const long = await served.scim('POST', '/Users', {
    ...person,
    userName: 'c',
    title: 'x'.repeat(5_000),
  })
  const requestId = long.headers.get('x-amzn-requestid')
  const { request } = await served.admin('GET', `/events/${requestId}`)
  t.equal(request.body.length, 4_096)
  const { userId } = await served.admin('POST', '/users', {
    body: JSON.stringify({ ...person, displayName: 'D', userName: 'd@example.com' }),
    headers: { 'content-type': 'application/json' },
  })
  t.ok(userId, 'a manual change needs no email address')
}

const hasEvents = async (t: Test, { events }: Served) => {
  const all = await events()
  t.equal(all.length, 55)

  await t.test('found by the former id of a rule and by its new one', async (t) => {
    const byRule = new Map<string, string[]>()
    for (const { requestId, findings } of all) {
      for (const id of new Set(findings.map(({ ruleId }) => formerRuleIds.get(ruleId) ?? ruleId))) {
        byRule.set(id, [...(byRule.get(id) ?? []), requestId])
      }
    }
    t.ok(byRule.size >= 10, [...byRule.keys()].join())
    const formerIds = new Map([...formerRuleIds].map(([former, id]) => [id, former]))
    for (const [id, requestIds] of byRule) {
      for (const asked of [id, formerIds.get(id) ?? id]) {
        const found = await events(`&rule=${asked}`)
        t.same(
          found.map(({ requestId }) => requestId),
          requestIds,
          asked,
        )
      }
    }
  })

  await t.test('found by the former name of their origin and by its new one', async (t) => {
    const manual = await events('&origin=manual')
    t.equal(manual.length, 1)
    t.same(await events('&origin=hand'), manual)
    t.equal((await events('&origin=scim')).length, 54)
  })
}

const hasSecrets = async (t: Test, served: Served) => {
  const { server, admin, adminUrl, identityStoreId } = served
  const { items } = await admin('GET', '/tokens')
  t.equal(items.length, 2)
  const keys = (await admin('GET', '/access-keys')).items
  t.equal(keys.length, 2)
  for (const { accessKeyId } of keys) {
    const secretAccessKey = server.accessKeySecrets?.secretOf(accessKeyId) ?? ''
    const credentials = { accessKeyId, secretAccessKey }
    const request = await signed(
      { adminUrl },
      'ListGroups',
      { IdentityStoreId: identityStoreId },
      { credentials, date: new Date() },
    )
    t.equal((await sent(request)).json.Groups?.length, 3, accessKeyId)
  }
}

const isSame = async (t: Test, place: Place, ids: FixtureIds, contents?: readonly Content[]) => {
  await t.test('knows the admin token', async (t) => {
    const { store, close } = await openStore(place)
    const dependencies = { store, now: () => fixtureTime, randomBytes: () => new Uint8Array() }
    t.equal(await isAdminToken(dependencies, fixtureEnvironment.SCIM_ADMIN_TOKEN), true)
    await close()
  })

  const served = await serve(t, place)
  t.equal(served.identityStoreId, ids.store)
  await t.test('has its events', (t) => hasEvents(t, served))
  await t.test('has its users, groups and memberships', (t) =>
    hasDirectory(t, served, ids, contents),
  )
  await t.test('has its tokens and access keys', (t) => hasSecrets(t, served))
  await t.test('has its settings', (t) => hasSettings(t, served))
}

t.test('a data directory of version 0.1.0', async (t) => {
  const place = { dataDir: await unpackDataDirectory(t) }
  await isSame(t, place, await readIds('ids'), contentsOf(await readSnapshot()))
})

t.test(
  'a PostgreSQL database of version 0.1.0',
  { skip: serverUrl === undefined && 'the tests were given no server' },
  async (t) => {
    if (serverUrl === undefined) return
    const databaseUrl = await loadDump(t, serverUrl)
    await isSame(t, { databaseUrl }, await readIds('ids-postgresql'))
  },
)

t.test('a snapshot of version 0.1.0', async (t) => {
  const served = await serve(t, await testDatabase(t))
  const counts = await served.admin('PUT', '/snapshot', {
    body: await readSnapshot(),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  t.same(counts, { users: 40, groups: 3, memberships: 26 })
  await t.test('has its users, groups and memberships', async (t) =>
    hasDirectory(t, served, await readIds('ids'), contentsOf(await readSnapshot())),
  )
  await t.test('has its settings', (t) => hasSettings(t, served))
})
