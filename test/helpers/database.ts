import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import type { OpenStore } from '../../src/store/open-store-types.ts'
import type { Store } from '../../src/store/store.ts'
import { databaseUrl, runSql, serverUrl, templateName } from './database-server.ts'
import { temporaryDirectory } from './directory.ts'
import type { Place } from './raw-sql.ts'

type Teardown = Pick<Test, 'teardown'>

/**
 * Where a fresh, migrated database of the test's own is, as options of openStore: in memory, or on the server of
 * TEST_DATABASE_URL.
 */
export const testDatabase = async (t: Teardown): Promise<Place> => {
  if (serverUrl === undefined) return { dataDir: 'memory:' }
  const server = serverUrl
  const name = `test_${randomBytes(8).toString('hex')}`
  await runSql(server, `create database ${name} template ${templateName}`)
  t.teardown(() => runSql(server, `drop database ${name} with (force)`))
  return { databaseUrl: databaseUrl(name, server) }
}

/** The same, but in a directory instead of memory: it outlives the store that is opened on it. */
export const lastingDatabase = async (t: Teardown): Promise<Place> => {
  const place = await testDatabase(t)
  return 'databaseUrl' in place ? place : { dataDir: await temporaryDirectory(t) }
}

/** A fresh store on it, closed when the test ends. */
export const openTestStore = async (t: Teardown): Promise<OpenStore> => {
  const opened = await openStore(await testDatabase(t))
  t.teardown(() => opened.close())
  return opened
}

/** The same for tests that want no more than the store. */
export const testStore = async (t: Teardown): Promise<Store> => (await openTestStore(t)).store
