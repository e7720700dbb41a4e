/** A filter whose string literals have been taken out; the text names them by number: `userName eq "0"`. */
export interface ExtractedLiterals {
  readonly text: string
  readonly literals: readonly string[]
}

// A whole literal: quotes around anything that is neither a quote nor a lone backslash.
const literal = /"(?:[^"\\]|\\.)*"/g

/**
 * Takes the string literals of a filter out, reading each as JSON: RFC 7644, section 3.4.2.2.
 * The filter library reads backslashes wrongly, and takes for ever over a quote that is not closed.
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
