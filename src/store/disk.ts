import { access, constants, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../lib/error-code.ts'

/** More than PostgreSQL's write-ahead log allocates at once. With less, it ends. */
const probeBytes = 2 * 1_048_576

/** Tries to write to a directory. Returns the code of the system error, or undefined if it works. */
export const findWriteError = async (directory: string): Promise<string | undefined> => {
  const file = join(directory, `probe.${process.pid}.tmp`)
  try {
    await writeFile(file, Buffer.alloc(probeBytes), { mode: 0o600 })
    return undefined
  } catch (error) {
    return errorCode(error)
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}

/** The code of the error that prevents creating a directory. Node reports ENOENT also for read-only file systems. */
export const findCreateError = async (path: string): Promise<string | undefined> => {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    try {
      await access(parent, constants.W_OK)
      return 'ENOENT'
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || parent === dirname(parent)) return errorCode(error)
    }
  }
}
