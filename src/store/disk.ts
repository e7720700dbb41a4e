import { access, constants, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './constraints.ts'

/** More than PostgreSQL's write-ahead log asks for at once, below which it ends. */
const bytesMin = 2 * 1_048_576

/** Why nothing can be written in a directory, by the system's code; undefined where there is room. */
export const writeTrouble = async (directory: string): Promise<string | undefined> => {
  const file = join(directory, `room.${process.pid}.tmp`)
  try {
    await writeFile(file, Buffer.alloc(bytesMin), { mode: 0o600 })
    return undefined
  } catch (error) {
    return codeOf(error)
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}

/** Why a directory could not be made: Node says ENOENT where a file system is read-only, too. */
export const makingTrouble = async (path: string): Promise<string | undefined> => {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    try {
      await access(parent, constants.W_OK)
      return 'ENOENT'
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || parent === dirname(parent)) return codeOf(error)
    }
  }
}
