import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFailure } from './start-failure.ts'

/** The process that holds the lock, if its file names one. */
const describeHolder = async (file: string): Promise<string> => {
  const pid = await readFile(file, 'utf8').catch(() => '')
  return /^\d+\s*$/.test(pid) ? ` (process ${pid.trim()})` : ''
}

/**
 * Locks a data directory for this process, until the returned handle is closed or the process ends. PGlite itself would
 * let a second process in, and each would overwrite rows of the other.
 *
 * The lock belongs to the operating system, which releases it however the process ends. The file is only its name:
 * it stays, and a file without a lock means nothing. It holds the process id for the message to the next process.
 * Throws a StartFailure if another process holds the lock. It does not wait.
 */
export const lockDataDirectory = async (dataDir: string): Promise<FileHandle> => {
  const { tryLock } = await import('fs-native-extensions') // a server on PostgreSQL does not need it
  const file = join(dataDir, 'lock')
  const handle = await open(file, 'a+', 0o600)
  if (!tryLock(handle.fd)) {
    await handle.close()
    throw new StartFailure(
      `The data directory ${dataDir} is in use by another identity-center-scim${await describeHolder(file)}. Stop that one or use another --data-dir.`,
    )
  }
  await handle.truncate(0)
  await handle.write(`${process.pid}\n`)
  return handle
}
