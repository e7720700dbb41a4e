// kill -9 during the setup of a database, or during the migration of a large one: the next start completes it.
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { databaseUrl, runSql, serverUrl } from '../helpers/database-server.ts'
import { temporaryDirectory } from '../helpers/directory.ts'
import { type Place, rawSql } from '../helpers/raw-sql.ts'
import { startStoreProcess } from '../helpers/start-store-process.ts'

const users = 20_000

/** An empty database. */
const emptyDatabase = async (t: Test): Promise<Place> => {
  if (serverUrl === undefined) {
    const dataDir = await temporaryDirectory(t)
    await (await openStore({ dataDir })).close()
    await rawSql({ dataDir }, 'drop schema public cascade; create schema public')
    return { dataDir }
  }
  const server = serverUrl
  const name = `test_${randomBytes(8).toString('hex')}`
  await runSql(server, `create database ${name}`)
  t.teardown(() => runSql(server, `drop database ${name} with (force)`))
  return { databaseUrl: databaseUrl(name, server) }
}

/** A database as the first version of this program would have left it, with many users. */
const firstVersion = async (): Promise<string> => {
  const [[name, text] = []] = await readMigrations()
  return `${text};
    create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
    create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer not null default 0);
    insert into kysely_migration_lock values ('migration_lock', 0);
    insert into kysely_migration values ('${name}', '2026-01-01T00:00:00.000Z');
    insert into users (identity_store_id, id, resource, created_at, updated_at)
      select 'd-0000000009', 'user-' || n, '{"userName":"User-' || n || '","displayName":"N"}',
        '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from generate_series(1, ${users}) n`
}

/** Waits until a start after that time has locked the database. */
const waitUntilLocked = async (place: Place, since: number) => {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if ('databaseUrl' in place) {
      const { rows } = await runSql(
        place.databaseUrl,
        `select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'identity-center-scim'`,
      )
      if (rows.length > 0) return
    } else if ((await stat(join(place.dataDir, 'lock'))).mtimeMs >= since) {
      return
    }
    await sleep(5)
  }
}

const rowsOf = (place: Place) =>
  rawSql(
    place,
    `select count(*)::int as held, count(*) filter (where search_text like E'user-%\\nn%')::int as searched
    from users where identity_store_id = 'd-0000000009'`, // a start that was not killed in time adds others
  )

for (const [title, before, held] of [
  ['a first start that is killed is finished by the next', undefined, 0],
  ['a migration that is killed is finished by the next start', firstVersion, users],
] as const) {
  t.test(title, async (t) => {
    for (const milliseconds of serverUrl === undefined ? [700, 1_500] : [5, 40, 120]) {
      const place = await emptyDatabase(t)
      if (before !== undefined) await rawSql(place, await before())
      const since = Date.now()
      const start = startStoreProcess(t, 'databaseUrl' in place ? place.databaseUrl : place.dataDir)
      await waitUntilLocked(place, since)
      await sleep(milliseconds)
      const done = start.lines().length
      await start.kill()
      const { ready, close } = await openStore(place)
      t.equal(
        await ready(),
        true,
        `killed after ${milliseconds} ms, ${done > 0 ? 'when done' : 'before it was done'}`,
      )
      await close()
      const [counts] = await rowsOf(place)
      if (held > 0) t.same(counts, { held, searched: held })
    }
  })
}
