import { foldCase } from '../identity-center/fold-case.ts'
import { sha256 } from '../lib/sha256.ts'

/** The key of a value that is compared as it stands: external ids. */
export const exactKey = (value: string | undefined): Uint8Array | null =>
  value === undefined ? null : sha256(Buffer.from(value, 'utf16le'))

/** The key of a value that is compared without regard to case: user names, e-mail addresses, group names. */
export const foldedKey = (value: string | undefined): Uint8Array | null =>
  exactKey(value === undefined ? undefined : foldCase(value))

/** Whether anything can have this id. No other text may reach SQL: PostgreSQL takes no NUL in text. */
export const isId = (value: string): boolean => /^[0-9A-Za-z-]+$/.test(value)
