import { foldCase } from '../identity-center/fold-case.ts'
import { sha256 } from '../lib/sha256.ts'

/** The key of a value that is compared exactly: external ids. */
export const exactKey = (value: string | undefined): Uint8Array | null =>
  value === undefined ? null : sha256(Buffer.from(value, 'utf16le'))

/** The key of a value that is compared in any case: user names, email addresses, group names. */
export const foldedKey = (value: string | undefined): Uint8Array | null =>
  exactKey(value === undefined ? undefined : foldCase(value))

/** Whether a text can be an id. No other text may reach SQL: PostgreSQL accepts no NUL. */
export const isId = (value: string): boolean => /^[0-9A-Za-z-]+$/.test(value)
