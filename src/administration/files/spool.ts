/**
 * A file on its way in or out, kept aside until it is complete: no transaction waits for a client, and what is
 * wrong with a file is known before anything is changed.
 */
export interface Spooled {
  readonly bytes: number
  /** From its start, as often as it is asked for. */
  readonly read: () => AsyncIterable<Uint8Array>
  readonly discard: () => Promise<void>
}

/** Keeps a file aside. Throws an AdministrationError where there is no room for it. */
export type Spool = (chunks: AsyncIterable<Uint8Array>) => Promise<Spooled>

/** What no file may be longer than: two gibibytes. */
export const fileBytesMax: number = 2 * 1_024 ** 3
