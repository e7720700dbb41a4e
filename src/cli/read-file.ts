import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { WrongUsage } from '../config.ts'
import type { Terminal } from './terminal.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist.',
  EACCES: 'permission denied.',
  EISDIR: 'it is a directory.',
}

/** Converts a file system error to a WrongUsage. Other errors are returned unchanged. */
export const readError = (file: string, error: unknown): unknown => {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  return new WrongUsage(
    `Cannot read ${file}: ${reasons[String(error.code)] ?? `${error.message}.`}`,
  )
}

/** The size of a file in bytes; 0 for `-` (standard input). Throws WrongUsage if it is not a readable file. */
export const fileSize = async (file: string): Promise<number> => {
  if (file === '-') return 0
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw Object.assign(new Error(), { syscall: 'read', code: 'EISDIR' })
    return found.size
  } catch (error) {
    throw readError(file, error)
  }
}

/** The bytes of a file, or of standard input for `-`. Throws WrongUsage if it cannot be read. */
export async function* readFile(file: string, terminal: Terminal): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? terminal.read() : createReadStream(file)
  } catch (error) {
    throw readError(file, error)
  }
}
