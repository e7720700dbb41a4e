import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileBytesMax, type Spooled } from '../administration/files/spool.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { errorCode } from '../lib/error-code.ts'

const spoolError = (error: unknown) =>
  new AdministrationError(
    'unavailable',
    `Cannot write a temporary file to ${tmpdir()} (${errorCode(error) ?? String(error)}). Free some space there, or set TMPDIR to another directory.`,
  )

/**
 * Writes a stream to a temporary file with mode 0600 that can be read several times. The file is unlinked once it is
 * open, so that it disappears with the process. On Windows it is unlinked by `discard`. Throws AdministrationError
 * `unavailable` if it cannot be written, and `invalid` if it is longer than `fileBytesMax`.
 */
export const spool = async (chunks: AsyncIterable<Uint8Array>): Promise<Spooled> => {
  const folder = await mkdtemp(join(tmpdir(), 'identity-center-scim-')).catch((error: unknown) => {
    throw spoolError(error)
  })
  const removeFolder = () => rm(folder, { recursive: true, force: true }).catch(() => {}) // fails on Windows while the file is open
  const handle = await open(join(folder, 'spool'), 'wx+', 0o600).catch(async (error: unknown) => {
    await removeFolder()
    throw spoolError(error)
  })
  await removeFolder()
  const discard = async () => {
    await handle.close()
    await removeFolder()
  }

  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > fileBytesMax) {
        throw new AdministrationError('invalid', `The file has more than ${fileBytesMax} bytes.`)
      }
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw spoolError(error)
      })
    }
  } catch (error) {
    await discard()
    throw error
  }
  return {
    bytes,
    read: () => handle.createReadStream({ start: 0, autoClose: false }),
    discard,
  }
}
