import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { readMigrations } from '../../src/store/migrate.ts'
import { databaseUrl, runSql, serverUrl } from '../helpers/database-server.ts'
import { launchProgram, temporaryFolder } from '../helpers/program.ts'
import { person, type Replica, sharedBy, skip, startProcess, tally } from '../helpers/replicas.ts'

/** An empty database, without tables. */
const emptyDatabase = async (t: Pick<Test, 'teardown'>): Promise<string> => {
  const server = serverUrl ?? ''
  const name = `test_${randomBytes(8).toString('hex')}`
  await runSql(server, `create database ${name}`)
  t.teardown(() => runSql(server, `drop database ${name} with (force)`))
  return databaseUrl(name, server)
}

const rowsOf = async (url: string, text: string) => (await runSql(url, text)).rows

/** Checks that the servers act as one: each migration ran once, there is one store, and all serve it. */
const requireOne = async (t: Test, url: string, replicas: readonly Replica[]) => {
  const noted = await rowsOf(url, 'select name from kysely_migration order by name')
  t.same(
    noted.map(({ name }) => name),
    [...(await readMigrations()).keys()],
  )
  t.equal((await rowsOf(url, 'select id from identity_stores')).length, 1)
  t.equal(new Set(replicas.map(({ identityStoreId }) => identityStoreId)).size, 1)
  const [a] = replicas
  const created = await a?.scim('POST', '/Users', person('ada'))
  t.equal(created?.status, 201)
  const statuses = replicas.map(async ({ scim }) => {
    return (await scim('GET', `/Users/${created?.json.id}`)).status
  })
  t.same(tally(await Promise.all(statuses)), { 200: replicas.length })
}

/**
 * Makes the server that migrates wait after the second migration: an event trigger asks for a lock that this test
 * holds until it releases it.
 */
const pauseMigration = async (t: Pick<Test, 'teardown'>, url: string) => {
  await runSql(
    url,
    `create function pause() returns event_trigger language plpgsql as $$ begin
       if to_regclass('events_by_name') is not null then perform pg_advisory_xact_lock_shared(4711); end if;
     end $$;
     create event trigger pause on ddl_command_end when tag in ('CREATE INDEX') execute function pause()`,
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('select pg_advisory_lock(4711)')
  const count = async (condition: string): Promise<number> => {
    const { rows } = await client.query(
      `select count(*)::int from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database()) and ${condition}`,
    )
    return rows[0].count
  }
  const until = async (count: () => Promise<number>, wanted: number) => {
    while ((await count()) < wanted) await sleep(20)
  }
  return {
    /** Waits until one server waits there. */
    reached: () => until(() => count('objid = 4711'), 1),
    /** Waits until this number of servers waits for the migration lock. */
    queued: (wanted: number) => until(() => count('objid <> 4711'), wanted),
    release: () => client.query('select pg_advisory_unlock(4711)'),
  }
}

t.test('servers that start on an empty database', { skip }, async (t) => {
  await t.test('at the same time all serve: one migrates, the others wait', async (t) => {
    const url = await emptyDatabase(t)
    const starting = Array.from({ length: 3 }, () => startProcess(t, sharedBy(url)))
    await requireOne(t, url, await Promise.all(starting))
  })

  await t.test('and without fixed identities agree on one store', async (t) => {
    const url = await emptyDatabase(t)
    const environment = { SCIM_DATABASE_URL: url, SCIM_LOG_LEVEL: 'error' }
    const folders = [temporaryFolder(t), temporaryFolder(t)]
    const flags = ['serve', '--json', '--port', '0', '--admin-port', '0', '--data-dir']
    const servers = await Promise.all(
      folders.map((folder) => launchProgram(t, [...flags, folder], environment)),
    )
    const readies = await Promise.all(
      servers.map(async ({ output, ended }) => {
        let isOver = false
        ended.then(() => {
          isOver = true
        })
        while (!output.stdout.includes('\n') && !isOver) await sleep(20)
        return JSON.parse(output.stdout)
      }),
    )
    t.equal(new Set(readies.map(({ tenantId }) => tenantId)).size, 1)
    t.equal(readies.filter(({ accessToken }) => accessToken !== null).length, 1, 'one shows it')
  })

  await t.test('wait for the one that migrates, and continue if it is killed', async (t) => {
    const url = await emptyDatabase(t)
    const shared = sharedBy(url)
    const pause = await pauseMigration(t, url)
    const flags = ['serve', '--port', '0', '--admin-port', '0', '--data-dir', temporaryFolder(t)]
    const doomed = await launchProgram(t, flags, shared.environment)
    await pause.reached()
    const starting = [startProcess(t, shared), startProcess(t, shared)]
    await pause.queued(2)
    doomed.kill('SIGKILL')
    t.equal((await doomed.ended).signal, 'SIGKILL')
    await pause.release()
    await requireOne(t, url, await Promise.all(starting))
  })
})
