import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WrongUsage } from '../config.ts'

/** Whether the path is a device, pipe or directory, which must not be replaced by a rename. */
const isSpecialFile = (path: string) =>
  stat(path).then(
    (found) => !found.isFile(),
    () => false,
  )

/**
 * Writes a file with mode 0600. The file is complete or, on failure, unchanged: a draft is written beside it and
 * renamed. Devices and pipes are written directly. Throws WrongUsage if the path cannot be written.
 */
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
    throw new WrongUsage(`Cannot write ${path} (${error.code}). Choose another file.`)
  }
}
