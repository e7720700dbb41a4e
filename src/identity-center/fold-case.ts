/**
 * The key for comparing values that ignore case: user names (RFC 7643, section 4.1.1), email addresses and group names
 * (our decision). Composed and decomposed accents are equal, because they look the same (NFC, our decision). Folding can
 * undo the composition, so the result is composed again.
 */
export const foldCase = (value: string): string =>
  isAscii(value) ? value.toLowerCase() : value.normalize('NFC').toLowerCase().normalize('NFC')

/** A shortcut for nearly every name: ASCII has nothing to compose. */
const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value)
