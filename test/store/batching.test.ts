import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { CredentialChanged, UniqueViolation } from '../../src/identity-center/errors.ts'
import type { Credential, Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { serverUrl } from '../helpers/database-server.ts'
import { event, requestIds } from '../helpers/events.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { ample, at, content, everything, here, idOf, later, there, user } from '../helpers/rows.ts'

const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1)

/** A store with two identity stores, and the credential of a token of each. */
const populated = async (store: Store): Promise<readonly [Credential, Credential]> => {
  const credentialOf = async (identityStoreId: string): Promise<Credential> => {
    const hash = createHash('sha256').update(identityStoreId).digest()
    const token = { id: `token-${identityStoreId}`, hash, createdAt: at, expiresAt: later }
    await store.identityStores.insert({ id: identityStoreId, createdAt: at, settings: {} })
    await store.tokens.insert(identityStoreId, token)
    const holder = await store.tokens.findByHash(hash)
    if (holder === undefined) throw new Error('the token was just inserted')
    return holder
  }
  return [await credentialOf(here), await credentialOf(there)]
}

/** Makes concurrent requests, one for each. */
const atOnce = <Result>(
  store: Store,
  credential: Credential,
  count: number,
  work: (store: Store, n: number) => Promise<Result>,
) => Promise.allSettled(numbers(count).map((n) => work(store.withCredential(credential).store, n)))

const values = <Result>(settled: readonly PromiseSettledResult<Result>[]) =>
  settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))

const insert =
  (of: (n: number) => Parameters<Store['users']['insert']>[1] = user, quota = ample) =>
  ({ users }: Store, n: number) =>
    users.insert(here, of(n), quota, event(`request-${n}`))

t.test('batched look-ups', async (t) => {
  const store = await testStore(t)
  const [credential, other] = await populated(store)
  for (const n of numbers(3))
    await store.users.insert(here, user(n, { externalId: `x-${n}` }), ample)
  await store.users.insert(there, user(1), ample)
  const resources = [1, 2, 3].map((n) => user(n).resource)

  t.test('return to each caller the row with its id', async (t) => {
    const shown = await atOnce(store, credential, 4, ({ users }, n) => users.show(here, idOf(n)))
    t.same(values(shown), [...resources, undefined])
  })

  t.test('find rows by their keys in any case', async (t) => {
    for (const filterOf of [
      (n: number) => ({ by: 'userName', value: `USER-${n}` }) as const,
      (n: number) => ({ by: 'externalId', value: `x-${n}` }) as const,
      (n: number) => ({ by: 'id', value: idOf(n) }) as const,
    ]) {
      const shown = await atOnce(store, credential, 4, ({ users }, n) =>
        users.listShown(here, filterOf(n), everything),
      )
      t.same(
        values(shown).map((list) => list.map(({ resource }: { resource: string }) => resource)),
        [...resources.map((resource) => [resource]), []],
      )
    }
  })

  t.test('return the same row to two callers', async (t) => {
    const shown = await atOnce(store, credential, 2, ({ users }) => users.show(here, idOf(1)))
    t.same(values(shown), [resources[0], resources[0]])
  })

  t.test('do not return a row that the page starts after', async (t) => {
    const { users } = store.withCredential(credential).store
    const [row] = await users.listShown(here, { by: 'id', value: idOf(1) }, everything)
    const page = { after: row?.sequence ?? 0, limit: 10 }
    t.same(
      await store
        .withCredential(credential)
        .store.users.listShown(here, { by: 'id', value: idOf(1) }, page),
      [],
    )
  })

  t.test('do not return rows of another identity store', async (t) => {
    const [mine, others] = await Promise.all([
      store.withCredential(credential).store.users.show(here, idOf(3)),
      store.withCredential(other).store.users.show(there, idOf(3)),
    ])
    t.same([mine, others], [resources[2], undefined])
  })

  t.test('reject every caller once the credential has changed', async (t) => {
    await store.tokens.delete(here, `token-${here}`)
    const [mine, others] = await Promise.allSettled([
      store.withCredential(credential).store.users.show(here, idOf(1)),
      store.withCredential(other).store.users.show(there, idOf(1)),
    ])
    expectParts(t, mine, { status: 'rejected', reason: new CredentialChanged() })
    expectParts(t, others, { status: 'fulfilled', value: resources[0] })
  })
})

t.test('batched inserts', async (t) => {
  t.test('insert every row with its event', async (t) => {
    const store = await testStore(t)
    const [credential] = await populated(store)
    const count = 45 // more than one statement takes
    t.same(values(await atOnce(store, credential, count, insert())), Array(count).fill('inserted'))
    const rows = await store.users.list(here, undefined, everything)
    t.same(
      rows.map(({ resource }) => resource).sort(),
      numbers(count)
        .map((n) => user(n).resource)
        .sort(),
    )
    expectParts(t, rows[0], { createdAt: at, updatedAt: at, createdBy: 'scim', extra: '{}' })
    const events = await store.events.list({}, { limit: 100 })
    t.same(
      requestIds(events).toSorted(),
      numbers(count)
        .map((n) => `request-${n}`)
        .sort(),
    )
    t.same((await store.users.search(here, 'USER-45', everything)).length, 1)
  })

  t.test('refuse only the row whose key is taken', async (t) => {
    const store = await testStore(t)
    const [credential] = await populated(store)
    await store.users.insert(here, user(99, { email: 'taken@example.com' }), ample)
    const outcome = await atOnce(
      store,
      credential,
      5,
      insert((n) => (n === 3 ? user(n, { email: 'TAKEN@example.com' }) : user(n))),
    )
    const [first, second, third, ...others] = values(outcome)
    t.same([first, second, ...others], Array(4).fill('inserted'))
    t.ok(third instanceof UniqueViolation)
    t.equal((await store.users.list(here, undefined, everything)).length, 5)
    t.same(
      requestIds(await store.events.list({}, { limit: 9 })).toSorted(),
      [1, 2, 4, 5].map((n) => `request-${n}`),
    )
  })

  t.test('insert one of several rows with the same key', async (t) => {
    const store = await testStore(t)
    const [credential] = await populated(store)
    const outcome = await atOnce(
      store,
      credential,
      6,
      insert((n) => user(n, { userName: 'Jane' })),
    )
    const refused = values(outcome).filter((each) => each instanceof UniqueViolation)
    t.equal(refused.length, 5)
    t.equal((await store.users.list(here, undefined, everything)).length, 1)
    t.equal((await store.events.list({}, { limit: 9 })).length, 1)
  })

  t.test('write nothing once the credential has changed', async (t) => {
    const store = await testStore(t)
    const [credential] = await populated(store)
    await store.identityStores.saveSettings(here, { throttling: true })
    for (const reason of values(await atOnce(store, credential, 5, insert()))) {
      t.ok(reason instanceof CredentialChanged)
    }
    t.same(await store.users.list(here, undefined, everything), [])
    t.same(await store.events.list({}, { limit: 9 }), [])
  })

  for (const quota of [7, 2_150]) {
    t.test(`fill a quota of ${quota} exactly`, async (t) => {
      const store = await testStore(t)
      const [credential] = await populated(store)
      const outcomes: unknown[] = []
      for (let already = 0; already < quota + 20; already += 50) {
        const next = insert((n) => user(already + n), quota)
        outcomes.push(...values(await atOnce(store, credential, 50, next)))
      }
      t.equal(outcomes.filter((outcome) => outcome === 'inserted').length, quota)
      t.ok(outcomes.every((outcome) => outcome === 'inserted' || outcome === 'quota'))
      t.equal(await store.users.count(here), quota)
      t.equal((await store.events.list({}, { limit: 9_999 })).length, quota)
    })
  }

  t.test(
    'fill a quota exactly although some are slow',
    { skip: serverUrl === undefined && 'PGlite does one thing at a time' },
    async (t) => {
      const store = await testStore(t)
      const [credential] = await populated(store)
      const quota = 4_200 // large enough for uncounted batches below it
      const [batches, each] = [6, 20]
      const gate = { close: () => {}, open: (_why: Error) => {} }
      const closed = new Promise<void>((resolve) => {
        gate.close = resolve
      })
      const opened = new Promise<never>((_resolve, reject) => {
        gate.open = reject
      })
      const holder = store.transaction(async ({ users }) => {
        for (let batch = 1; batch <= batches; batch += 1) {
          await users.insert(here, user(9_000 + batch), quota)
        }
        gate.close()
        await opened
      })
      await closed
      // An open transaction holds a name of each batch, so the database makes the whole batch wait for its end.
      const slow: Promise<readonly PromiseSettledResult<string>[]>[] = []
      for (let batch = 1; batch <= batches; batch += 1) {
        const userOf = (n: number) =>
          user(8_000 + batch * each + n, n === 7 ? { userName: `user-${9_000 + batch}` } : {})
        slow.push(atOnce(store, credential, each, insert(userOf, quota)))
        await sleep(30)
      }
      const already = 4_000
      await store.contents.insertUsers(
        here,
        numbers(already).map((n) => content(user(n))),
      )
      let [next, filled] = [already, already]
      const fill = async () => {
        while (next < quota) {
          next += 1
          if ((await store.users.insert(here, user(next), quota)) === 'inserted') filled += 1
        }
      }
      const filling = Promise.all([fill(), fill(), fill()])
      for (let before = already; before < next; await sleep(500)) before = next // until it waits
      gate.open(new Error('thought better of it'))
      await t.rejects(holder, { message: 'thought better of it' })
      const outcomes = (await Promise.all(slow)).flatMap(values)
      t.same(outcomes, Array(batches * each).fill('inserted'))
      await filling
      t.equal(filled, quota - batches * each)
      t.equal(await store.users.count(here), quota)
    },
  )
})
