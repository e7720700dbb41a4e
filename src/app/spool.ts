import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileBytesMax, type Spooled } from '../administration/files/spool.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'

const reasonOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const noRoom = (error: unknown) =>
  new AdministrationError(
    'unavailable',
    `The file cannot be kept aside in ${tmpdir()} (${reasonOf(error)}); make room there, or name another folder with TMPDIR.`,
  )

/** Keeps files aside in the folder for temporary files, for this user's eyes alone; they have no name there once they are open. */
export const spool = async (chunks: AsyncIterable<Uint8Array>): Promise<Spooled> => {
  const folder = await mkdtemp(join(tmpdir(), 'identity-center-scim-')).catch((error: unknown) => {
    throw noRoom(error)
  })
  const forget = () => rm(folder, { recursive: true, force: true }).catch(() => {}) // Windows: not while it is open
  const handle = await open(join(folder, 'spool'), 'wx+', 0o600).catch(async (error: unknown) => {
    await forget()
    throw noRoom(error)
  })
  await forget()
  const discard = async () => {
    await handle.close()
    await forget()
  }

  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > fileBytesMax) {
        throw new AdministrationError('invalid', `It has more than ${fileBytesMax} bytes.`)
      }
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw noRoom(error)
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
