/** A character of a text. Positions count code points from 0. */
export interface CodePoint {
  readonly codePoint: number
  readonly position: number
}

/** Invisible characters that occur in directories, and characters that the service forbids by name. */
const names = new Map<number, string>([
  [0x00, 'NULL'],
  [0x09, 'TAB'],
  [0x0a, 'LINE FEED'],
  [0x0d, 'CARRIAGE RETURN'],
  [0x1b, 'ESCAPE'],
  [0x20, 'SPACE'],
  [0x25, 'PERCENT SIGN'],
  [0x3a, 'COLON'],
  [0x3b, 'SEMICOLON'],
  [0x3c, 'LESS-THAN SIGN'],
  [0x3e, 'GREATER-THAN SIGN'],
  [0x7f, 'DELETE'],
  [0xa0, 'NO-BREAK SPACE'],
  [0xad, 'SOFT HYPHEN'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2007, 'FIGURE SPACE'],
  [0x2009, 'THIN SPACE'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202f, 'NARROW NO-BREAK SPACE'],
  [0x2060, 'WORD JOINER'],
  [0x3000, 'IDEOGRAPHIC SPACE'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
])

/** In one text. More would not help a reader, and would cost memory. */
const foundMax = 1_000

/**
 * The characters of a text that match a pattern (flags `gu`), each by itself; the first 1,000. A lone surrogate counts
 * as a character. The search returns early, because nearly every text has no match.
 */
export const findCodePoints = (text: string, pattern: RegExp): readonly CodePoint[] => {
  if (text.search(pattern) === -1) return []
  const found: CodePoint[] = []
  let position = 0
  let seen = 0
  for (const { 0: character, index } of text.matchAll(pattern)) {
    position += codePointLength(text.slice(seen, index))
    seen = index
    found.push({ codePoint: character.codePointAt(0) ?? 0, position })
    if (found.length === foundMax) break
  }
  return found
}

/** The length of a text in code points, not in UTF-16 units. */
export const codePointLength = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

const unicodeNotation = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`

const namedMax = 5

/** `U+200B ZERO WIDTH SPACE at position 4`, for the first few. */
export const codePointText = (codePoints: readonly CodePoint[]): string => {
  const named = codePoints.slice(0, namedMax).map(({ codePoint, position }) => {
    const name = names.get(codePoint)
    return `${unicodeNotation(codePoint)}${name === undefined ? '' : ` ${name}`} at position ${position}`
  })
  const more = codePoints.length - named.length
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** The text with every invisible character, except a plain space, written as `<U+200B>`. */
export const readableText = (text: string): string =>
  text.replace(/[\p{C}\p{Z}]/gu, (character) =>
    character === ' ' ? character : `<${unicodeNotation(character.codePointAt(0) ?? 0)}>`,
  )

/** The same for a text of several lines, whose line feeds stay. */
export const readableLines = (text: string): string => text.split('\n').map(readableText).join('\n')
