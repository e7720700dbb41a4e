import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WrongUsage } from '../config.ts'

/** Whether something is there that is no plain file: it is written into, never replaced. */
const isSpecialFile = (path: string) =>
  stat(path).then(
    (found) => !found.isFile(),
    () => false,
  )

/** Writes a file for its owner's eyes alone, so that afterwards all of it is there, or what was there before. */
export const writeFileAtomically = async (
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> => {
  const target = (await isSpecialFile(path)) ? path : `${path}.${process.pid}.part`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(target, { mode: 0o600 }))
    if (target !== path) await rename(target, path)
  } catch (error) {
    if (target !== path) await rm(target, { force: true })
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new WrongUsage(`${path} cannot be written (${error.code}).`)
  }
}
