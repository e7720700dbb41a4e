import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { WrongUsage } from '../config.ts'
import type { Terminal } from './terminal.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EACCES: 'it may not be read.',
  EISDIR: 'it is a folder.',
}

/** What a command says that cannot read a file; the error itself where it is no such thing. */
export const readError = (file: string, error: unknown): unknown => {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  return new WrongUsage(`${file} cannot be read: ${reasons[String(error.code)] ?? error.message}`)
}

/** How long a file is; - is standard input, of which nobody knows. Throws a WrongUsage where there is none. */
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

/** The bytes of a file, or of standard input. Throws a WrongUsage where they cannot be read. */
export async function* readFile(file: string, terminal: Terminal): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? terminal.read() : createReadStream(file)
  } catch (error) {
    throw readError(file, error)
  }
}
