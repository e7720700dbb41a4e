import t from 'tap'
import { earlyStatistics } from '../../src/store/early-statistics.ts'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { rawSql } from '../helpers/raw-sql.ts'
import { ample, here, user } from '../helpers/rows.ts'

t.test('what is written is counted early, and then ever more rarely', async (t) => {
  let counted = 0
  const wrote = earlyStatistics(async () => {
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

t.test('so that a look-up goes by its own index while a first sync goes on', async (t) => {
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
