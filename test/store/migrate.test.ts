import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import t from 'tap'
import { NewerSchema, readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { databaseUrl, runSql, serverUrl } from '../helpers/database-server.ts'
import { rawSql } from '../helpers/raw-sql.ts'
import { ample, everything, here, user } from '../helpers/rows.ts'

const count = (rows: readonly Readonly<Record<string, unknown>>[]) => rows[0]?.['count']

t.test('migrations', async (t) => {
  t.test('are the files of their folder, in order', async (t) => {
    const known = [...(await readMigrations()).keys()]
    const files = await readdir(new URL('../../migrations', import.meta.url))
    t.same(
      known.map((name) => `${name}.sql`),
      files.filter((file) => file.endsWith('.sql')).toSorted(),
    )
    t.ok(known.every((name) => /^\d{4}-[a-z-]+$/.test(name)))
  })

  t.test('run once, and are recorded', async (t) => {
    const place = await lastingDatabase(t)
    for (let start = 0; start < 2; start += 1) await (await openStore(place)).close()
    const noted = await rawSql(place, 'select name from kysely_migration order by name')
    t.same(
      noted.map(({ name }) => name),
      [...(await readMigrations()).keys()],
    )
  })

  t.test(
    'that this program does not know are refused with a message, and nothing changes',
    async (t) => {
      const place = await lastingDatabase(t)
      const first = await openStore(place)
      await first.store.users.insert(here, user(1), ample)
      await first.close()
      await rawSql(
        place,
        "insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00Z')",
      )
      await t.rejects(openStore(place), new NewerSchema(['9999-later']))
      await t.rejects(openStore(place), { message: /^[A-Z][^\n]*9999-later[^\n]*\.$/ })
      t.equal(count(await rawSql(place, 'select count(*)::int from users')), 1)

      await rawSql(place, "delete from kysely_migration where name = '9999-later'")
      const again = await openStore(place)
      t.equal((await again.store.users.list(here, undefined, everything)).length, 1)
      await again.close()
    },
  )

  t.test(
    'run under a lock',
    { skip: serverUrl === undefined && 'PGlite is one process' },
    async (t) => {
      const name = `test_${randomBytes(8).toString('hex')}`
      const server = serverUrl ?? ''
      await runSql(server, `create database ${name}`)
      t.teardown(() => runSql(server, `drop database ${name} with (force)`))
      const url = databaseUrl(name, server)
      const replicas = await Promise.all(
        Array.from({ length: 5 }, () => openStore({ databaseUrl: url })),
      )
      for (const { ready, close } of replicas) {
        t.equal(await ready(), true)
        await close()
      }
      const noted = await runSql(url, 'select count(*)::int from kysely_migration')
      t.equal(count(noted.rows), (await readMigrations()).size)
    },
  )

  t.test(
    'by a newer program make a running server not ready',
    { skip: serverUrl === undefined && 'PGlite is one process' },
    async (t) => {
      const place = await lastingDatabase(t)
      const { ready, close } = await openStore(place)
      t.teardown(close)
      t.equal(await ready(), true)
      await rawSql(
        place,
        "insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00Z')",
      )
      t.equal(await ready(), false)
      await rawSql(place, 'delete from kysely_migration')
      t.equal(await ready(), false)
    },
  )
})
