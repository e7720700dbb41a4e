import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { autoAnalyze, countCommittedRows } from '../../src/store/auto-analyze.ts'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { rawSql } from '../helpers/raw-sql.ts'
import { ample, at, content, group, here, idOf, user } from '../helpers/rows.ts'

t.test('tables are analyzed early, and then less and less often', async (t) => {
  let counted = 0
  const wrote = autoAnalyze(async () => {
    counted += 1
  })
  const after: number[] = []
  for (let rows = 0; rows < 20_000; rows += 50) {
    const before = counted
    wrote(50)
    if (counted > before) after.push(rows + 50)
  }
  t.same(after, [100, 1_000, 10_000])
})

t.test('rows count once they are committed', async (t) => {
  const reported: number[] = []
  const report = countCommittedRows((rows) => reported.push(rows))
  const all = (...results: readonly (readonly [command: string, rowCount?: number])[]) => {
    for (const [command, rowCount = null] of results) report({ command, rowCount })
    return reported.splice(0)
  }
  t.same(all(['INSERT', 3], ['SELECT', 5], ['UPDATE', 7]), [3])
  t.same(all(['BEGIN'], ['INSERT', 3], ['INSERT', 4]), [])
  t.same(all(['COMMIT']), [7])
  t.same(all(['START'], ['INSERT', 3], ['ROLLBACK'], ['INSERT', 1]), [1])
})

t.test('a look-up uses its own index during a first sync', async (t) => {
  const place = await lastingDatabase(t)
  const { store, close } = await openStore(place)
  for (let n = 1; n <= 1_100; n += 1) await store.users.insert(here, user(n), ample)
  await close() // which waits for what is under way
  const [counted] = await rawSql(place, "select reltuples from pg_class where relname = 'users'")
  t.ok(Number(counted?.['reltuples']) > 900, JSON.stringify(counted))
  const plan = await rawSql(
    place,
    `explain select resource from users where identity_store_id = '${here}' and user_name_key = '\\x00'`,
  )
  t.match(JSON.stringify(plan), /users_user_name/)
})

t.test(
  'rows of a long transaction are found by their index, in it and outside of it',
  async (t) => {
    const place = await lastingDatabase(t)
    const { store, close } = await openStore(place)
    const users = Array.from({ length: 1_200 }, (_, index) => user(index + 1))
    await store.transaction(async ({ contents }) => {
      await contents.insertUsers(here, users.map(content))
      await contents.insertGroups(here, [content(group(1))])
      await sleep(300) // time for an analysis
      if ('databaseUrl' in place) {
        const [counted] = await rawSql(
          place,
          "select relpages, reltuples from pg_class where relname = 'users'",
        )
        t.not(Number(counted?.['reltuples']), 0, 'uncommitted rows were not analyzed')
      }
      const joined = { groupId: idOf(1), createdAt: at, createdBy: 'scim' } as const
      await contents.insertMemberships(here, [{ ...joined, id: 'membership-1', userId: idOf(2) }])
      if ('databaseUrl' in place) {
        const [counted] = await rawSql(
          place,
          "select reltuples from pg_class where relname = 'users'",
        )
        t.ok(
          Number(counted?.['reltuples']) > 900,
          'its own rows are counted before others refer to them',
        )
      }
    })
    await close()
    const [counted] = await rawSql(place, "select reltuples from pg_class where relname = 'users'")
    t.ok(Number(counted?.['reltuples']) > 900, JSON.stringify(counted))
  },
)
