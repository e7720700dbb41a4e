import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { StoredEvent } from '../../src/store/event-types.ts'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { serveProgram } from '../helpers/program.ts'
import type { Place } from '../helpers/raw-sql.ts'

const tenantId = '11111111111-2222-3333-4444-555555555555'
const token = 'a-token-of-these-tests'

/** Starts the program on a database that outlives it. */
const serve = async (t: Test, place: Place) => {
  const environment = { SCIM_TENANT_ID: tenantId, SCIM_ACCESS_TOKEN: token }
  const server =
    'databaseUrl' in place
      ? await serveProgram(t, ['--data-dir', t.testdir()], {
          ...environment,
          SCIM_DATABASE_URL: place.databaseUrl,
        })
      : await serveProgram(t, ['--data-dir', place.dataDir], environment)
  const create = async (userName: string, familyName = 'Example') => {
    const { status, headers } = await fetch(`${server.ready.scimEndpoint}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({
        userName,
        displayName: userName,
        name: { givenName: 'Ada', familyName },
        active: true,
      }),
    })
    return { status, requestId: headers.get('x-amzn-requestid') ?? '' }
  }
  const kill = async () => {
    server.kill('SIGKILL')
    await server.ended
  }
  return { create, kill, identityStoreId: server.ready.identityStoreId ?? '' }
}

/** The user names and the events by request id after a kill. */
const readAfterKill = async (place: Place, identityStoreId: string) => {
  if ('databaseUrl' in place) await sleep(500) // until commits that the server had begun are done
  const { store, close } = await openStore(place)
  try {
    const users = await store.users.list(identityStoreId, undefined, { after: 0, limit: 100_000 })
    const found = await store.events.list({ identityStoreId }, { limit: 100_000 })
    const events = new Map<string, StoredEvent>(found.map((event) => [event.requestId, event]))
    return { names: users.map(({ resource }) => nameIn(resource)).sort(), events }
  } finally {
    await close()
  }
}

const nameIn = (json: string): string => JSON.parse(json).userName

/** The names of the users with an event of their creation. */
const createdNames = (events: ReadonlyMap<string, StoredEvent>) =>
  [...events.values()]
    .filter(({ status }) => status === 201)
    .map(({ requestBody }) => nameIn(Buffer.from(requestBody ?? []).toString()))
    .sort()

t.test('a server that is killed right after a response', async (t) => {
  const place = await lastingDatabase(t)
  const responses: { status: number; requestId: string }[] = []
  let identityStoreId = ''
  for (const [userName, familyName, status] of [
    ['one@example.com', 'Example', 201],
    ['two@example.com', 'Exa\u200bmple', 400],
    ['one@example.com', 'Example', 409],
    ['three@example.com', 'Example', 201],
  ] as const) {
    const server = await serve(t, place)
    identityStoreId = server.identityStoreId
    const answer = await server.create(userName, familyName)
    await server.kill()
    t.equal(answer.status, status)
    responses.push(answer)
  }
  const { names, events } = await readAfterKill(place, identityStoreId)
  t.same(names, ['one@example.com', 'three@example.com'])
  t.same(createdNames(events), names)
  t.same(
    responses.map(({ requestId }) => events.get(requestId)?.status),
    [201, 400, 409, 201],
  )
})

t.test('a server that is killed during concurrent writes', async (t) => {
  const place = await lastingDatabase(t)
  const responses: { status: number; requestId: string }[] = []
  let identityStoreId = ''
  for (const [round, milliseconds] of [150, 400, 777].entries()) {
    const server = await serve(t, place)
    identityStoreId = server.identityStoreId
    const write = async (writer: number) => {
      for (let n = 0; ; n += 1) {
        const family = n % 3 === 2 ? 'Exa\u200bmple' : 'Example'
        responses.push(await server.create(`user-${round}-${writer}-${n}@example.com`, family))
      }
    }
    const writers = Array.from({ length: 6 }, (_, writer) => write(writer).catch(() => {}))
    const before = responses.length
    while (responses.length < before + 20) await sleep(5)
    await sleep(milliseconds)
    await server.kill()
    await Promise.all(writers)
  }
  const { names, events } = await readAfterKill(place, identityStoreId)
  t.ok(responses.length > 100, `${responses.length} requests`)
  t.same(
    responses.filter(({ requestId, status }) => events.get(requestId)?.status !== status),
    [],
    'no response without its event',
  )
  t.same(createdNames(events), names, 'no user without its event, and no event without its user')
})
