import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { analysis, autoAnalyze, committedRows } from './auto-analyze.ts'
import type { CountedPool } from './connections.ts'
import { typeParsers } from './database.ts'
import { failFastClient } from './fail-fast-client.ts'
import { compileProgram, type PgliteProgram } from './pglite-program.ts'
import { type SingleConnection, singleConnection } from './single-connection.ts'

/** PGlite has neither autovacuum nor checkpoints: both are done here after so many written rows, when nobody is waiting for anything. */
const writesBetweenCare = 20_000
/** After so many they are done although somebody waits: without statistics, pages of a large group take 200 ms. */
const writesAtMost = 100_000
const lookEveryMs = 1_000

const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] // saves 120 MB

/** The write-ahead log of a new database comes in files of 1 MB instead of 16, and few are kept for later. */
const walSettings = ['--wal-segsize=1', '-c', 'min_wal_size=2MB', '-c', 'max_wal_size=2MB']

/** A PGlite database, as a pool. */
export interface EmbeddedDatabase {
  readonly pool: CountedPool
  /** All of its files, as an archive that is not compressed. */
  readonly dump: () => Promise<Blob>
  /** Resolves with the cause when the database has ended, and answers nothing any more. */
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

/** Frees the space of dead rows, counts what there is, and shortens the write-ahead log, which would grow for ever. */
const care = (pool: SingleConnection) => execute(pool, 'vacuum analyze', 'checkpoint')

/** Opens the database in this directory; in memory without one. A new one is unpacked from the template if there is one. */
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

  // What the process before this one wrote since it was last cared for is not known.
  let written = writesBetweenCare / 2
  const session = failFastClient(client)
  const countEarly = committedRows(autoAnalyze(() => execute(pool, analysis)))
  const pool: SingleConnection = singleConnection(session, (result) => {
    if (result.command !== 'SELECT') written += result.rowCount ?? 0
    countEarly(result)
  })
  const timer = setInterval(() => {
    if (written < (pool.isIdle() ? writesBetweenCare : writesAtMost)) return
    written = 0
    care(pool).catch(() => {}) // a database that is out of order tells whoever asks it next
  }, lookEveryMs).unref()

  const end = async () => {
    clearInterval(timer)
    await pool.connect() // whoever has the connection finishes first; nobody gets it after this
    if (session.isOver()) return // it could only write what it no longer knows to be right
    await client.end()
    await pglite.close()
  }
  const { ended } = session
  return { pool: { ...pool, end }, dump: () => pglite.dumpDataDir('none'), ended }
}
