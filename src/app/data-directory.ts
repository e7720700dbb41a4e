import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../lib/error-code.ts'
import { StartFailure } from '../store/start-failure.ts'

/**
 * Writes a file with mode 0600, and its directory with 0700. Readers see the old content or all of the new one, because
 * a draft is renamed over the file. Throws a StartFailure.
 */
export const writePrivateFile = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(draft, { force: true })
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    throw new StartFailure(
      `Cannot write ${path} (${errorCode(error) ?? String(error)}). Choose a place that this user can write to.`,
      error,
    )
  }
}

const readIfPresent = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined
    throw new StartFailure(
      `Cannot read ${path} (${errorCode(error) ?? String(error)}). Check its permissions.`,
      error,
    )
  }
}

/** The file by which commands find the running server of a data directory. It is a hint: the server may have ended. */
export interface ServerNote {
  readonly adminUrl: string
  readonly pid: number
  /** SHA-256 of the database URL; null for the embedded database. */
  readonly database: string | null
}

/** The files of the data directory, except the embedded database. With `memory:`, nothing is stored. */
export interface DataDirectory {
  readonly readAdminToken: () => Promise<string | undefined>
  readonly writeAdminToken: (token: string) => Promise<void>
  readonly readServerKey: () => Promise<string | undefined>
  readonly writeServerKey: (key: string) => Promise<void>
  readonly readServerNote: () => Promise<ServerNote | undefined>
  readonly writeServerNote: (note: ServerNote) => Promise<void>
  /** Removes the note if it belongs to this process. */
  readonly removeServerNote: () => Promise<void>
}

const memoryDirectory: DataDirectory = {
  readAdminToken: async () => undefined,
  writeAdminToken: async () => {},
  readServerKey: async () => undefined,
  writeServerKey: async () => {},
  readServerNote: async () => undefined,
  writeServerNote: async () => {},
  removeServerNote: async () => {},
}

const parseServerNote = (text: string): ServerNote | undefined => {
  try {
    const { adminUrl, pid, database } = JSON.parse(text)
    const isNote = typeof adminUrl === 'string' && Number.isSafeInteger(pid)
    return isNote ? { adminUrl, pid, database: database ?? null } : undefined
  } catch {
    return undefined // it is only a hint
  }
}

/** The data directory at this path. Functions throw a StartFailure if a file cannot be read or written. */
export const dataDirectory = (path: string): DataDirectory => {
  if (path === 'memory:') return memoryDirectory
  const adminTokenFile = join(path, 'admin-token')
  const serverKeyFile = join(path, 'server-key')
  const noteFile = join(path, 'server.json')

  const readSecret = async (file: string) => (await readIfPresent(file))?.trim() || undefined
  const readServerNote = async () => parseServerNote((await readIfPresent(noteFile)) ?? '')

  return {
    readAdminToken: () => readSecret(adminTokenFile),
    writeAdminToken: (token) => writePrivateFile(adminTokenFile, `${token}\n`),
    readServerKey: () => readSecret(serverKeyFile),
    writeServerKey: (key) => writePrivateFile(serverKeyFile, `${key}\n`),
    readServerNote,
    writeServerNote: (note) => writePrivateFile(noteFile, `${JSON.stringify(note)}\n`),
    removeServerNote: async () => {
      if ((await readServerNote())?.pid === process.pid) await rm(noteFile, { force: true })
    },
  }
}
