import type { Readable } from 'node:stream'
import { AdministrationError } from '../../administration/shared/administration-error.ts'

/** The bytes of a body; a client that leaves before its end is no fault of ours. */
export async function* chunksOf(body: Readable | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch {
    throw new AdministrationError('invalid', 'The body broke off before its end.')
  }
}
