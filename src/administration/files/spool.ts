/**
 * A temporary file with an upload or a download. No transaction has to wait for a slow client, and an upload is validated
 * to its end before anything is changed.
 */
export interface Spooled {
  readonly bytes: number
  /** Reads the file from its start; can be called several times. */
  readonly read: () => AsyncIterable<Uint8Array>
  readonly discard: () => Promise<void>
}

/** Writes a temporary file. Throws an AdministrationError if it does not fit. */
export type Spool = (chunks: AsyncIterable<Uint8Array>) => Promise<Spooled>

/** Bytes of a temporary file: 2 GiB. */
export const fileBytesMax: number = 2 * 1_024 ** 3
