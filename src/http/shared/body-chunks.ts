import type { Readable } from 'node:stream'
import { AdministrationError } from '../../administration/shared/administration-error.ts'

/** Reads the bytes of a body. A client that disconnects early gets status 400, not a server error. */
export async function* readChunks(body: Readable | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch {
    throw new AdministrationError(
      'invalid',
      'The request body is incomplete. Send the whole file again.',
    )
  }
}
