import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { errorCode } from '../lib/error-code.ts'
import { lockDataDirectory } from './data-lock.ts'
import { findCreateError } from './disk.ts'
import { StartFailure } from './start-failure.ts'

/** The major version of the PostgreSQL inside PGlite. It cannot open a directory of another version. */
const postgresqlVersion = '18'

/** A data directory locked by this process. */
export interface LockedDirectory {
  /** The directory of PGlite's files. */
  readonly database: string
  /** Whether it holds no database yet. */
  readonly isFresh: boolean
  /** Call it when the database is complete. Otherwise the next start deletes it and begins again. */
  readonly markComplete: () => Promise<void>
  readonly unlock: () => Promise<void>
}

const listFiles = (path: string): Promise<readonly string[]> =>
  readdir(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })

/** Whether the directory holds a database of PGlite. Throws a StartFailure if it holds anything else. */
const isDatabase = async (path: string): Promise<boolean> => {
  const files = await listFiles(path)
  if (files.length === 0) return false
  const version = files.includes('PG_VERSION') && (await readFile(join(path, 'PG_VERSION'), 'utf8'))
  if (version === false) {
    throw new StartFailure(
      `${path} holds files, but no database. Move them away or use another --data-dir.`,
    )
  }
  if (version.trim() !== postgresqlVersion) {
    throw new StartFailure(
      `${path} was written by PostgreSQL ${version.trim()}, but this version of identity-center-scim reads ${postgresqlVersion}. Use the version that wrote it or another --data-dir.`,
    )
  }
  return true
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'it cannot be created there',
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota of this user is exceeded',
}

/** Says why a data directory cannot be used, and what to do, from the code of a system error. Undefined for other codes. */
export const explainUnusable = (path: string, code: string | undefined): string | undefined => {
  const reason = reasons[code ?? '']
  if (reason === undefined) return undefined
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  const remedy = isFull ? 'Free space on it or use' : 'Use'
  return `The data directory ${path} cannot be used, because ${reason}. ${remedy} another --data-dir.`
}

/** Creates the data directory if it is missing, locks it for this process, and checks what it holds. */
export const openDataDirectory = async (dataDir: string): Promise<LockedDirectory> => {
  const path = resolve(dataDir)
  const database = join(path, 'database')
  // Exists while the first start sets the database up. A database that is left so holds no data yet.
  const unfinished = join(path, 'database.unfinished')

  const openLocked = async (): Promise<LockedDirectory> => {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const lock = await lockDataDirectory(path)
    try {
      const markComplete = () => rm(unfinished, { force: true })
      if ((await listFiles(path)).includes('database.unfinished')) {
        await rm(database, { recursive: true, force: true })
      }
      const isFresh = !(await isDatabase(database))
      if (isFresh) {
        await writeFile(unfinished, '')
        await mkdir(database, { recursive: true })
      }
      // The data directory may be an existing one that other users can read. Only its owner may change the mode.
      await chmod(database, 0o700).catch(() => {})
      return { database, isFresh, markComplete, unlock: () => lock.close() }
    } catch (error) {
      await lock.close()
      throw error
    }
  }

  return openLocked().catch(async (error: unknown) => {
    const code = errorCode(error)
    const sentence = explainUnusable(path, code === 'ENOENT' ? await findCreateError(path) : code)
    throw sentence === undefined ? error : new StartFailure(sentence, error)
  })
}
