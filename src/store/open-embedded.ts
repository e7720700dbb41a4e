import { resolve } from 'node:path'
import { assembleStore, database } from './assemble-store.ts'
import { openDataDirectory, unusable } from './data-directory.ts'
import { writeTrouble } from './disk.ts'
import { embeddedDatabase } from './embedded.ts'
import type { OpenStore } from './open-store-types.ts'
import type { PgliteProgram } from './pglite-program.ts'
import { setUp } from './set-up.ts'
import { StartFailure } from './start-failure.ts'
import { findTemplate } from './template.ts'

/** Says that the embedded database has ended, why, and what to do. */
const ending = async (dataDir: string, cause: unknown): Promise<StartFailure> => {
  const trouble = unusable(dataDir, await writeTrouble(dataDir))
  const reason = cause instanceof Error ? cause.message : String(cause)
  const remedy = trouble === undefined ? 'Start' : `${trouble} Then start`
  return new StartFailure(
    `The embedded database has ended (${reason}). ${remedy} again: whatever was answered is still there.`,
    cause,
  )
}

/** Opens a store that nothing is kept of. */
export const openMemory = async (program: PgliteProgram): Promise<OpenStore> => {
  const { pool } = await embeddedDatabase(undefined, await findTemplate(), program)
  const db = database(pool)
  await setUp(db)
  return assembleStore('embedded', db, pool, () => db.destroy())
}

/** Opens the store in a data directory, which this process has for itself then. */
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
        const damaged = `The database in ${directory.database} cannot be opened, it seems to be damaged: put back a copy of it, or move it away to start with nothing.`
        const sentence = unusable(path, await writeTrouble(path)) ?? damaged
        throw new StartFailure(sentence, error)
      },
    )
    const db = database(pool)
    try {
      await setUp(db)
      await directory.settle()
    } catch (error) {
      await db.destroy()
      throw error
    }
    const close = async () => {
      await db.destroy()
      await directory.unlock()
    }
    const end = ended.then((cause) => ending(path, cause))
    return assembleStore('embedded', db, pool, close, end)
  } catch (error) {
    await directory.unlock()
    throw error
  }
}
