/** A filter without its string literals; the text has their numbers instead: `userName eq "0"`. */
export interface ExtractedLiterals {
  readonly text: string
  readonly literals: readonly string[]
}

// A whole literal: quotes around characters that are neither quotes nor lone backslashes.
const literal = /"(?:[^"\\]|\\.)*"/g

/**
 * Extracts the string literals of a filter, each parsed as JSON: RFC 7644, section 3.4.2.2. Needed because the filter
 * library misreads backslashes and hangs on an unclosed quote.
 */
export const extractLiterals = (filter: string): ExtractedLiterals | undefined => {
  const literals: string[] = []
  try {
    const text = filter.replaceAll(
      literal,
      (quoted) => `"${literals.push(JSON.parse(quoted)) - 1}"`,
    )
    const quotes = text.split('"').length - 1
    return quotes === 2 * literals.length ? { text, literals } : undefined
  } catch {
    return undefined // an escape that JSON does not know
  }
}
