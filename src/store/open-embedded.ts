import { resolve } from 'node:path'
import { assembleStore, database } from './assemble-store.ts'
import { explainUnusable, openDataDirectory } from './data-directory.ts'
import { findWriteError } from './disk.ts'
import { embeddedDatabase } from './embedded.ts'
import type { OpenStore } from './open-store-types.ts'
import type { PgliteProgram } from './pglite-program.ts'
import { setUp } from './set-up.ts'
import { StartFailure } from './start-failure.ts'
import { findTemplate } from './template.ts'

/** Says why the embedded database has ended, and what to do. */
const describeEnd = async (dataDir: string, cause: unknown): Promise<StartFailure> => {
  const problem = explainUnusable(dataDir, await findWriteError(dataDir))
  const reason = cause instanceof Error ? cause.message : String(cause)
  const remedy = problem === undefined ? 'Start' : `${problem} Then start`
  return new StartFailure(
    `The embedded database has ended (${reason}). ${remedy} again. Confirmed changes are still there.`,
    cause,
  )
}

/** Opens a store in memory. Closing it discards the data. */
export const openMemory = async (program: PgliteProgram): Promise<OpenStore> => {
  const { pool } = await embeddedDatabase(undefined, await findTemplate(), program)
  const db = database(pool)
  await setUp(db)
  return assembleStore('embedded', db, pool, () => db.destroy())
}

/** Opens the store in a data directory, and locks the directory for this process. */
export const openDirectory = async (
  dataDir: string,
  program: PgliteProgram,
): Promise<OpenStore> => {
  const path = resolve(dataDir)
  const directory = await openDataDirectory(path)
  try {
    const template = directory.isFresh ? await findTemplate() : undefined
    const { pool, ended } = await embeddedDatabase(directory.database, template, program).catch(
      async (error: unknown) => {
        const damaged = `The database in ${directory.database} cannot be opened. It seems to be damaged. Restore a copy of it, or move it away to start with an empty one.`
        const sentence = explainUnusable(path, await findWriteError(path)) ?? damaged
        throw new StartFailure(sentence, error)
      },
    )
    const db = database(pool)
    try {
      await setUp(db)
      await directory.markComplete()
    } catch (error) {
      await db.destroy()
      throw error
    }
    const close = async () => {
      await db.destroy()
      await directory.unlock()
    }
    const end = ended.then((cause) => describeEnd(path, cause))
    return assembleStore('embedded', db, pool, close, end)
  } catch (error) {
    await directory.unlock()
    throw error
  }
}
