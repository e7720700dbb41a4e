import t from 'tap'
import type { Finding } from '../../src/identity-center/rule.ts'
import type { EventQuery, Events } from '../../src/store/event-types.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import { event, requestIds, settled } from '../helpers/events.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { ample, at, group, here, idOf, later, there, user } from '../helpers/rows.ts'

const finding = (ruleId: string): Finding => ({
  ruleId,
  severity: 'refused',
  path: 'userName',
  pointer: '/userName',
  value: 'jane\0\ud800',
  sentence: 'The user name is taken.',
  source: 'AWS developer guide, CreateUser',
  certainty: 'documented',
  remedy: 'Choose another.',
})

const all = { limit: 1_000 }
const start = '0.0'

const listed = async (events: Events, query: EventQuery = {}) =>
  requestIds(await events.list(query, all)).toSorted()
const followed = async (store: Store, after = start, query: EventQuery = {}) => {
  await settled(store)
  return requestIds(await store.events.follow(query, { after, limit: 1_000 }))
}

t.test('an event', async (t) => {
  t.test('is stored unchanged, with any bytes', async (t) => {
    const { events } = await testStore(t)
    const full = event('request-1', {
      requestBody: Buffer.from([0, 255, 0xed, 0xa0, 0x80, 92, 120]),
      responseBody: Buffer.alloc(1_048_576, 7),
      requestBytes: 1_048_576,
      status: 409,
      errorCode: 'ConflictException',
      errorMessage: 'a "quoted", {braced}\\ text',
      findings: [finding('user-name-unique'), finding('user-name')],
      resourceId: idOf(1),
      resourceName: 'jane',
    })
    const bare = event('request-2', {
      identityStoreId: null,
      tenantId: null,
      tokenId: null,
      operation: null,
      userAgent: null,
      sourceIp: null,
      requestBody: null,
      responseBody: null,
    })
    await events.insert([full, bare])
    await events.insert([])
    const [second, first] = await events.list({}, all)
    for (const [stored, row] of [
      [first, full],
      [second, bare],
    ] as const) {
      const { resourceName: _, ...kept } = row
      const { position, ...seen } = stored ?? { position: '' }
      t.match(position, /^\d+\.\d+$/)
      t.same(seen, kept)
    }
  })

  t.test('holds no text that PostgreSQL cannot store', async (t) => {
    const { events } = await testStore(t)
    const bad = 'a\0b\ud800c\udc00d\u{1f600}'
    const good = 'a\ufffdb\ufffdc\ufffdd\u{1f600}'
    const texts = (text: string) => ({
      requestId: text,
      identityStoreId: text,
      tenantId: text,
      tokenId: text,
      operation: text,
      method: text,
      path: text,
      query: text,
      userAgent: text,
      sourceIp: text,
      errorCode: text,
      errorMessage: text,
      resourceId: text,
    })
    await events.insert([
      event('', {
        ...texts(bad),
        status: 400,
        resourceName: bad,
        findings: [finding(bad)],
      }),
    ])
    expectParts(t, await events.list({}, all), [{ ...texts(good), findings: [finding(bad)] }])
    for (const query of [
      { identityStoreId: bad },
      { operation: bad },
      { errorCode: bad },
      { ruleId: bad },
      { name: bad },
      { resourceId: bad },
      { requestId: bad },
    ]) {
      t.equal((await events.list(query, all)).length, 1, JSON.stringify(query))
    }
    t.equal(await events.clean(bad, { before: later, count: 1 }), 1)
    await events.clear(bad)
  })
})

t.test('events', async (t) => {
  t.test('are found by each condition and by all at once', async (t) => {
    const { events } = await testStore(t)
    await events.insert([
      event('1'),
      event('2', { at: later, operation: 'PatchGroup', status: 204 }),
      event('3', {
        status: 409,
        errorCode: 'ConflictException',
        findings: [finding('user-name-unique'), finding('b')],
      }),
      event('4', { findings: [finding('b')], resourceId: idOf(7) }),
      event('5', { identityStoreId: there, status: 400, errorCode: 'ValidationException' }),
      event('6', { identityStoreId: null, operation: null, status: 401 }),
    ])
    const asked: readonly (readonly [EventQuery, readonly string[]])[] = [
      [{}, ['1', '2', '3', '4', '5', '6']],
      [{ identityStoreId: here }, ['1', '2', '3', '4']],
      [{ identityStoreId: there }, ['5']],
      [{ identityStoreId: null }, ['6']],
      [{ since: later }, ['2']],
      [{ until: at }, ['1', '3', '4', '5', '6']],
      [{ since: at, until: later }, ['1', '2', '3', '4', '5', '6']],
      [{ since: new Date(later.getTime() + 1) }, []],
      [{ operation: 'PatchGroup' }, ['2']],
      [{ status: 201 }, ['1', '4']],
      [{ failed: true }, ['3', '5', '6']],
      [{ failed: false }, ['1', '2', '4']],
      [{ errorCode: 'ConflictException' }, ['3']],
      [{ ruleId: 'b' }, ['3', '4']],
      [{ ruleId: 'unique-user' }, []],
      [{ resourceId: idOf(7) }, ['4']],
      [{ requestId: '2' }, ['2']],
      [{ identityStoreId: here, failed: true, ruleId: 'b' }, ['3']],
      [{ identityStoreId: there, ruleId: 'b' }, []],
    ]
    for (const [query, expected] of asked) {
      t.same(await listed(events, query), expected, JSON.stringify(query))
    }
  })

  t.test('are found by a name, and by the user or group that has it now', async (t) => {
    const store = await testStore(t)
    const { events, users, groups, identityStores } = store
    for (const id of [here, there]) {
      await identityStores.insert({ id, createdAt: at, settings: {} })
    }
    await users.insert(here, user(1, { userName: 'Jane' }), ample)
    await groups.insert(there, group(2, { displayName: 'jane' }), ample)
    await events.insert([
      event('refused', { resourceName: 'JANE' }),
      event('deleted', { resourceId: idOf(3), resourceName: 'Jane' }),
      event('renamed', { resourceId: idOf(1), resourceName: 'John' }),
      event('group', { identityStoreId: there, resourceId: idOf(2) }),
      event('unauthenticated', { identityStoreId: null, resourceName: 'jane' }),
      event('other', { resourceId: idOf(4), resourceName: 'jim' }),
    ])
    const name = 'jANE'
    t.same(await listed(events, { name, identityStoreId: here }), ['deleted', 'refused', 'renamed'])
    t.same(await listed(events, { name, identityStoreId: there }), ['group'])
    t.same(await listed(events, { name, identityStoreId: null }), ['unauthenticated'])
    t.same(await listed(events, { name }), [
      'deleted',
      'group',
      'refused',
      'renamed',
      'unauthenticated',
    ])
    t.same(await listed(events, { name: 'john' }), ['renamed'])
    t.same(await listed(events, { name: 'missing' }), [])
  })

  t.test('are listed newest first, in pages', async (t) => {
    const { events } = await testStore(t)
    await events.insert([event('1'), event('2', { identityStoreId: null }), event('3')])
    await events.insert([event('4')])
    await events.insert([event('5'), event('6')])
    const shown: (readonly string[])[] = []
    let before: string | undefined
    for (;;) {
      const page = await events.list({}, { limit: 4, ...(before !== undefined && { before }) })
      if (page.length === 0) break
      shown.push(requestIds(page))
      before = page.at(-1)?.position
    }
    t.same(shown, [
      ['6', '5', '4', '3'],
      ['2', '1'],
    ])
  })

  t.test('are not found from an invalid position', async (t) => {
    const { events } = await testStore(t)
    await events.insert([event('1')])
    for (const nowhere of ['', '1', '1.', '.1', '-1.1', '1.1.1', 'a.b', '1.1\0', '9'.repeat(20)]) {
      t.same(await events.list({}, { before: nowhere, limit: 1 }), [], nowhere)
      t.same(await events.follow({}, { after: nowhere, limit: 1 }), [], nowhere)
    }
    const far = `${'9'.repeat(15)}.${'9'.repeat(15)}`
    t.equal((await events.list({}, { before: far, limit: 1 })).length, 1)
    t.same(await events.follow({}, { after: far, limit: 1 }), [])
    t.same(await events.list({}, { before: start, limit: 1 }), [])
  })

  t.test('are followed in their order from any position, and from the end', async (t) => {
    const store = await testStore(t)
    const { events } = store
    await events.insert([event('1'), event('2')])
    await settled(store)
    const end = await events.end()
    t.same(await followed(store, end), [])
    await events.insert([event('3', { status: 400 })])
    await events.insert([event('4', { identityStoreId: there })])
    t.same(await followed(store), ['1', '2', '3', '4'])
    t.same(await followed(store, end), ['3', '4'])
    t.same(await followed(store, end, { identityStoreId: there }), ['4'])
    t.same(await followed(store, end, { failed: true }), ['3'])
    const [first, second] = await events.follow({}, { after: start, limit: 2 })
    t.same(await followed(store, first?.position), ['2', '3', '4'])
    t.same(await followed(store, second?.position), ['3', '4'])
  })

  t.test(
    'that commit late are not skipped by followers',
    { skip: serverUrl === undefined && 'PGlite has one session' },
    async (t) => {
      const store = await testStore(t)
      const seen: string[] = []
      let after = await store.events.end()
      const look = async () => {
        const page = await store.events.follow({}, { after, limit: 10 })
        seen.push(...requestIds(page))
        after = page.at(-1)?.position ?? after
      }
      let endWhileOpen = ''
      await store.transaction(async ({ events }) => {
        await events.insert([event('early')])
        await store.transaction(async (other) => other.events.insert([event('late')]))
        t.same(await listed(store.events), ['late'], 'a list shows what is there')
        await look()
        t.same(seen, [], 'followers wait for who came before')
        endWhileOpen = await store.events.end()
        await events.insert([event('early too')])
      })
      await settled(store)
      await look()
      t.same(seen, ['early', 'early too', 'late'])
      t.same(await followed(store, endWhileOpen), ['early', 'early too', 'late'])
    },
  )

  t.test('of one identity store are cleared, or deleted with it', async (t) => {
    const { events, identityStores } = await testStore(t)
    await identityStores.insert({ id: here, createdAt: at, settings: {} })
    const rows = [here, there, null].map((identityStoreId) => event('1', { identityStoreId }))
    await events.insert(rows)
    await events.clear(here)
    t.equal((await events.list({}, all)).length, 2)
    await events.insert(rows)
    await identityStores.delete(here, later)
    t.same(await events.list({ identityStoreId: here }, all), [])
    t.equal((await events.list({}, all)).length, 4)
  })
})

t.test('cleaning', async (t) => {
  const many = (count: number, difference: Parameters<typeof event>[1] = {}) =>
    Array.from({ length: count }, (_, n) => event(`${n}`, difference))
  const ample = { before: new Date(0), count: 1_000_000 }
  const left = async ({ events }: Store, identityStoreId: string | null) =>
    (await events.list({ identityStoreId }, { limit: 100_000 })).length

  t.test('deletes events that are too old, in any order of their times', async (t) => {
    const store = await testStore(t)
    const { events } = store
    await events.insert([event('new', { at: later }), ...many(1_201), event('x', { at: later })])
    for (const other of [there, null]) await events.insert(many(3, { identityStoreId: other }))
    t.equal(await events.clean(here, { ...ample, before: at }), 0)
    t.equal(await events.clean(here, { ...ample, before: later }), 1_201)
    t.same(await listed(events, { identityStoreId: here }), ['new', 'x'])
    t.equal(await left(store, null), 3)
    t.equal(await events.clean(null, { ...ample, before: later }), 3)
    t.equal(await left(store, null), 0)
    t.equal(await left(store, there), 3)
  })

  t.test('deletes the oldest events beyond the limit', async (t) => {
    const store = await testStore(t)
    const { events } = store
    for (const owner of [here, there, null]) {
      await events.insert(many(1_300, { identityStoreId: owner }))
    }
    for (const [owner, count] of [
      [here, 1_300],
      [here, 1_299],
      [here, 700],
      [null, 10],
      [null, 0],
    ] as const) {
      const before = await left(store, owner)
      t.equal(await events.clean(owner, { ...ample, count }), before - count)
      t.equal(await left(store, owner), count)
    }
    const kept = requestIds(await events.list({ identityStoreId: here }, { limit: 1_000 }))
    t.same(
      kept,
      Array.from({ length: 700 }, (_, n) => `${1_299 - n}`),
    )
    t.equal(await left(store, there), 1_300)
    t.equal(await events.clean('d-unknown', { ...ample, count: 0 }), 0)
  })

  t.test('counts more events than one statement does', async (t) => {
    const store = await testStore(t)
    await store.events.insert(many(45_000, { requestBody: null, responseBody: null }))
    t.equal(await store.events.clean(here, { ...ample, count: 45_000 }), 0)
    t.equal(await store.events.clean(here, { ...ample, count: 40_000 }), 5_000)
    t.equal(await store.events.clean(here, { ...ample, count: 39_999 }), 1)
    t.equal(await store.events.clean(here, { ...ample, count: 39_999 }), 0)
  })
})
