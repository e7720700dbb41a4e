import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { codeOf } from './constraints.ts'
import { lockDataDirectory } from './data-lock.ts'
import { makingTrouble } from './disk.ts'
import { StartFailure } from './start-failure.ts'

/** The major version of the PostgreSQL inside PGlite; a directory of another one cannot be opened. */
const postgresql = '18'

/** A data directory that belongs to this process. */
export interface LockedDirectory {
  /** Where PGlite keeps its files. */
  readonly database: string
  /** Whether there is nothing in it yet. */
  readonly isFresh: boolean
  /** To be called when the database is whole; without it, the next start begins anew. */
  readonly settle: () => Promise<void>
  readonly unlock: () => Promise<void>
}

const names = (path: string): Promise<readonly string[]> =>
  readdir(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })

/** Whether PGlite has its files there. Throws when others have. */
const isDatabase = async (path: string): Promise<boolean> => {
  const files = await names(path)
  if (files.length === 0) return false
  const version = files.includes('PG_VERSION') && (await readFile(join(path, 'PG_VERSION'), 'utf8'))
  if (version === false) {
    throw new StartFailure(
      `${path} holds files, but no database: move them away, or use another --data-dir.`,
    )
  }
  if (version.trim() !== postgresql) {
    throw new StartFailure(
      `${path} was written by PostgreSQL ${version.trim()}, and this version of identity-center-scim reads ${postgresql}: use the version that wrote it, or another --data-dir.`,
    )
  }
  return true
}

const failures: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no place for it',
  EEXIST: 'that is a file',
  ENOTDIR: 'a part of that path is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user on the disk is used up',
}

/** Why a data directory cannot be used, by the system's code, and what to do; undefined for what is no matter of its place. */
export const unusable = (path: string, code: string | undefined): string | undefined => {
  const why = failures[code ?? '']
  if (why === undefined) return undefined
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  const remedy = isFull ? 'make room there, or give another one' : 'give another one'
  return `The data directory ${path} cannot be used, since ${why}: ${remedy} by --data-dir.`
}

/** Creates the data directory where there is none, takes it for this process, and looks what it holds. */
export const openDataDirectory = async (dataDir: string): Promise<LockedDirectory> => {
  const path = resolve(dataDir)
  const database = join(path, 'database')
  // A first start that was killed half-way has left a database that nobody has had a row in.
  const unfinished = join(path, 'database.unfinished')

  const take = async (): Promise<LockedDirectory> => {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const lock = await lockDataDirectory(path)
    try {
      const settle = () => rm(unfinished, { force: true })
      if ((await names(path)).includes('database.unfinished')) {
        await rm(database, { recursive: true, force: true })
      }
      const isFresh = !(await isDatabase(database))
      if (isFresh) {
        await writeFile(unfinished, '')
        await mkdir(database, { recursive: true })
      }
      // Also where others may look into the data directory, which was there before. Only its owner can do that.
      await chmod(database, 0o700).catch(() => {})
      return { database, isFresh, settle, unlock: () => lock.close() }
    } catch (error) {
      await lock.close()
      throw error
    }
  }

  return take().catch(async (error: unknown) => {
    const code = codeOf(error)
    const sentence = unusable(path, code === 'ENOENT' ? await makingTrouble(path) : code)
    throw sentence === undefined ? error : new StartFailure(sentence, error)
  })
}
