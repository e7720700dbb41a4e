const backslash = 0x5c

/** The index of the quote that closes the string opened by the quote at `start`; -1 if the text ends before it. */
export const closingQuote = (text: string, start: number): number => {
  const quote = text.charCodeAt(start)
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === quote) return at
    if (unit === backslash) at++ // the next character is escaped
  }
  return -1
}
