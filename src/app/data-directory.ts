import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartFailure } from '../store/start-failure.ts'

const errorCode = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Writes a file for its owner's eyes alone, so that a reader finds all of it or none. */
export const writePrivateFile = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(draft, { force: true })
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    throw new StartFailure(
      `${path} cannot be written (${errorCode(error)}); choose a place that this user may write to.`,
      error,
    )
  }
}

const readIfPresent = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw new StartFailure(`${path} cannot be read (${errorCode(error)}).`, error)
  }
}

/** How the commands find the server that runs on a data directory. */
export interface ServerNote {
  readonly adminUrl: string
  readonly pid: number
  /** SHA-256 of the database's address; null for the embedded database. */
  readonly database: string | null
}

/** What the program keeps in the data directory besides the embedded database. Nothing when that is `memory:`. */
export interface DataDirectory {
  readonly readAdminToken: () => Promise<string | undefined>
  readonly writeAdminToken: (token: string) => Promise<void>
  readonly readServerKey: () => Promise<string | undefined>
  readonly writeServerKey: (key: string) => Promise<void>
  readonly readServerNote: () => Promise<ServerNote | undefined>
  readonly writeServerNote: (note: ServerNote) => Promise<void>
  /** Removes the note unless it is another server's. */
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
    return undefined // as good as none: it is only a hint
  }
}

/** The data directory at this path. */
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
