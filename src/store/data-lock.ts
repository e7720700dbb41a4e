import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFailure } from './start-failure.ts'

/** Who holds the lock, as far as its file tells. */
const holder = async (file: string): Promise<string> => {
  const pid = await readFile(file, 'utf8').catch(() => '')
  return /^\d+\s*$/.test(pid) ? ` (process ${pid.trim()})` : ''
}

/**
 * Takes a data directory for this process: PGlite would let a second one in, and lose the rows of
 * one of them. The lock is the operating system's, so it ends with the process, however that ends.
 */
export const lockDataDirectory = async (dataDir: string): Promise<FileHandle> => {
  const { tryLock } = await import('fs-native-extensions') // a server on PostgreSQL does without it
  const file = join(dataDir, 'lock')
  const handle = await open(file, 'a+', 0o600)
  if (!tryLock(handle.fd)) {
    await handle.close()
    throw new StartFailure(
      `The data directory ${dataDir} is in use by another identity-center-scim${await holder(file)}: stop that one, or give this one another --data-dir.`,
    )
  }
  await handle.truncate(0)
  await handle.write(`${process.pid}\n`)
  return handle
}
