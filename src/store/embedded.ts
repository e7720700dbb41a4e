import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { analyzeText, autoAnalyze, countCommittedRows } from './auto-analyze.ts'
import type { CountedPool } from './connections.ts'
import { typeParsers } from './database.ts'
import { failFastClient } from './fail-fast-client.ts'
import { compileProgram, type PgliteProgram } from './pglite-program.ts'
import { type SingleConnection, singleConnection } from './single-connection.ts'

/** Rows written after which maintenance runs, as soon as the connection is idle. PGlite has neither autovacuum nor timed checkpoints. */
const maintenanceWrites = 20_000
/** Rows written after which maintenance runs even if queries wait. Without statistics, a page of a large group takes 200 ms. */
const maintenanceWritesMax = 100_000
const maintenanceCheckMs = 1_000

const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] // saves 120 MB

/** A new database has a write-ahead log of 1 MB files instead of 16 MB, and keeps 2 MB. */
const walSettings = ['--wal-segsize=1', '-c', 'min_wal_size=2MB', '-c', 'max_wal_size=2MB']

/** A PGlite database as a connection pool. */
export interface EmbeddedDatabase {
  readonly pool: CountedPool
  /** Returns all files of the database as an uncompressed archive. */
  readonly dump: () => Promise<Blob>
  /** Resolves with the cause when the database has ended (`fail-fast-client.ts`). */
  readonly ended: Promise<unknown>
}

const execute = async (pool: SingleConnection, ...statements: readonly string[]) => {
  const connection = await pool.connect()
  try {
    for (const statement of statements) await connection.query(statement, [])
  } finally {
    connection.release()
  }
}

/** Frees the space of dead rows, updates statistics, and truncates the write-ahead log, which otherwise only grows. */
const maintain = (pool: SingleConnection) => execute(pool, 'vacuum analyze', 'checkpoint')

/** Opens the database in a directory, or in memory without one. A new database is unpacked from `template` if given. */
export const embeddedDatabase = async (
  directory: string | undefined,
  template: Blob | undefined,
  program: PgliteProgram = compileProgram(),
): Promise<EmbeddedDatabase> => {
  const pglite = new PGlite({
    pgliteWasmModule: await program,
    startParams,
    initDbStartParams: walSettings,
    ...(directory !== undefined && { dataDir: directory }),
    ...(template !== undefined && { loadDataDir: template }),
  })
  await pglite.waitReady
  const client = new pg.Client({ ...createPgConfig(pglite), types: typeParsers })
  await client.connect()

  // The rows that the previous process wrote since its last maintenance are unknown.
  let written = maintenanceWrites / 2
  const session = failFastClient(client)
  const countRows = countCommittedRows(autoAnalyze(() => execute(pool, analyzeText)))
  const pool: SingleConnection = singleConnection(session, (result) => {
    if (result.command !== 'SELECT') written += result.rowCount ?? 0
    countRows(result)
  })
  const timer = setInterval(() => {
    if (written < (pool.isIdle() ? maintenanceWrites : maintenanceWritesMax)) return
    written = 0
    maintain(pool).catch(() => {}) // the next query reports a database that has ended
  }, maintenanceCheckMs).unref()

  const end = async () => {
    clearInterval(timer)
    await pool.connect() // waits for queries in flight, and stops new ones
    if (session.hasEnded()) return // a checkpoint of a failed session could write wrong data
    await client.end()
    await pglite.close()
  }
  const { ended } = session
  return { pool: { ...pool, end }, dump: () => pglite.dumpDataDir('none'), ended }
}
