/**
 * What values have in common that are one without regard to case: user names, e-mail addresses, group
 * names (RFC 7643, section 4.1.1; our decision for the other two). Composed and decomposed accents
 * are one value as well, since nobody can tell them apart (NFC, our decision); folding can undo
 * the composition, so it is composed again.
 */
export const foldCase = (value: string): string =>
  isAscii(value) ? value.toLowerCase() : value.normalize('NFC').toLowerCase().normalize('NFC')

/** What nearly every name is; nothing in it can be composed. */
const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value)
