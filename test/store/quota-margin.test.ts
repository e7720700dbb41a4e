import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { database } from '../../src/store/assemble-store.ts'
import { createStore } from '../../src/store/create-store.ts'
import type { Database } from '../../src/store/database.ts'
import { embeddedDatabase } from '../../src/store/embedded.ts'
import { postgresql } from '../../src/store/postgresql.ts'
import { batchLimit, insertWithinQuota, transactionSafeNumbers } from '../../src/store/quota.ts'
import { setUp } from '../../src/store/set-up.ts'
import { findTemplate } from '../../src/store/template.ts'
import { testDatabase } from '../helpers/database.ts'
import { ample, group, here, user } from '../helpers/rows.ts'

const users = { table: 'users', sequence: 'user_sequence' } as const

/** At most so many statements insert at the same time without counting, each of them at most 20 rows in a batch. */
const statements = 100
const uncounted = (20 + 1) * statements

/** A fresh database, without the store around it. */
const openDatabase = async (t: Pick<Test, 'teardown'>): Promise<Database> => {
  const place = await testDatabase(t)
  const pool =
    'databaseUrl' in place
      ? postgresql(place.databaseUrl, { max: 5, queryTimeoutMs: 0 })
      : (await embeddedDatabase(undefined, await findTemplate())).pool
  const db = database(pool)
  t.teardown(() => db.destroy())
  await setUp(db)
  return db
}

/** What an insert sees: below which number it may add its row, and which advisory locks its transaction holds. */
interface Seen {
  readonly below: number
  readonly locks: readonly string[]
}

/** Inserts user `n` within a quota; uncounted inserts fail, as if the sequence stood too high. */
const insertCounted = async (
  db: Database,
  quota: number,
  n: number,
  safeNumbers = new Map<string, number>(),
) => {
  const seen: Seen[] = []
  const outcome = await insertWithinQuota(
    db,
    safeNumbers,
    users,
    here,
    quota,
    async (db, below) => {
      const { rows } = await sql<{ mode: string }>`
      select mode from pg_locks
      where locktype = 'advisory' and pid = pg_backend_pid() order by mode`.execute(db)
      seen.push({ below, locks: rows.map(({ mode }) => mode) })
      if (below < Number.MAX_SAFE_INTEGER) return false
      await createStore(db).users.insert(here, user(n), ample)
      return true
    },
  )
  return { outcome, seen, safe: [...safeNumbers.values()] }
}

const counted = Number.MAX_SAFE_INTEGER

t.test('far from the quota, rows are counted once', async (t) => {
  const db = await openDatabase(t)
  const quota = 10_000
  const { outcome, seen, safe } = await insertCounted(db, quota, 1)
  t.equal(outcome, 'inserted')
  t.same(seen, [
    { below: quota - uncounted, locks: [] },
    { below: counted, locks: ['ExclusiveLock'] },
  ])
  const [drawn, held] = [1, 0] // a sequence that has drawn no number stands at 1
  t.same(safe, [drawn + quota - held - uncounted])
})

t.test('near the quota, rows are counted without other inserts', async (t) => {
  const db = await openDatabase(t)
  await createStore(db).users.insert(here, user(1), ample)

  t.test('because the quota is small', async (t) => {
    const { outcome, seen, safe } = await insertCounted(db, 150, 2)
    t.equal(outcome, 'inserted')
    t.same(seen, [{ below: counted, locks: ['ExclusiveLock', 'ExclusiveLock'] }])
    const [drawn, held] = [1, 1]
    t.same(safe, [drawn + 150 - held - statements], 'inserts that have not drawn yet fit, too')
  })

  t.test('because many rows are held', async (t) => {
    const held = 2
    const { seen, safe } = await insertCounted(db, uncounted + held, 3)
    t.same(seen, [
      { below: held, locks: [] },
      { below: counted, locks: ['ExclusiveLock', 'ExclusiveLock'] },
    ])
    t.same(safe, [2 + uncounted - statements])
  })

  t.test('and one row fewer is far from it', async (t) => {
    const held = 3
    const { seen } = await insertCounted(db, uncounted + held + 1, 4)
    t.same(seen.at(-1), { below: counted, locks: ['ExclusiveLock'] })
  })
})

t.test('a full quota is reported without an insert', async (t) => {
  const db = await openDatabase(t)
  await createStore(db).users.insert(here, user(1), ample)
  t.same(await insertCounted(db, 1, 2), { outcome: 'quota', seen: [], safe: [] })
  t.equal((await insertCounted(db, 2, 2)).outcome, 'inserted')
})

t.test('the limit of a batch leaves space for single inserts', async (t) => {
  const known = new Map([[`users ${here} 9000`, 7_000]])
  t.equal(batchLimit(known, users, here, 9_000), 7_000 - 20 * statements)
  t.equal(batchLimit(known, users, here, 8_000), 8_000 - uncounted - 20 * statements)
  t.equal(batchLimit(new Map(), users, here, uncounted), -20 * statements, 'none at all')
})

t.test('the safe numbers of a transaction are its own until it commits', async (t) => {
  const known = new Map([['a', 1]])
  const own = transactionSafeNumbers(known)
  own.set('a', 2)
  own.set('b', 3)
  t.same([own.get('a'), own.get('b'), own.get('c')], [2, 3, undefined])
  t.same([...known], [['a', 1]])
  own.keep()
  t.same(
    [...known],
    [
      ['a', 2],
      ['b', 3],
    ],
  )
})

t.test('groups have a quota of their own', async (t) => {
  const db = await openDatabase(t)
  const store = createStore(db)
  await store.groups.insert(here, group(1), ample)
  t.equal(await store.users.isFull(here, 1), false)
  t.equal(await store.groups.isFull(here, 1), true)
  t.equal(await store.groups.isFull(here, 2), false)
})
