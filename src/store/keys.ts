import { createHash } from 'node:crypto'

/** The key of a value that is compared as it stands: external ids. */
export const exactKey = (value: string | undefined): Uint8Array | null =>
  value === undefined ? null : createHash('sha256').update(Buffer.from(value, 'utf16le')).digest()

/**
 * The key of a value that is compared without regard to case: user names, e-mail addresses, group
 * names (RFC 7643, section 4.1.1; our decision for the other two). Composed and decomposed accents
 * are one value as well, since nobody can tell them apart (NFC, our decision); folding can undo
 * the composition, so it is composed again.
 */
export const foldedKey = (value: string | undefined): Uint8Array | null =>
  exactKey(value?.normalize('NFC').toLowerCase().normalize('NFC'))

/** Whether anything can have this id. No other text may reach SQL: PostgreSQL takes no NUL in text. */
export const isId = (value: string): boolean => /^[0-9A-Za-z-]+$/.test(value)
