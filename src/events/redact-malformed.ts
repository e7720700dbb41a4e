import { findEndOfString, maskAll, maskValue } from './redact-json.ts'

/*
 * In a body that is not JSON, strings cannot be told from the text between them. Every occurrence of `password` counts as
 * a key. Where the end of its value is uncertain, everything up to the end of the body is overwritten.
 */

/** A pattern for a word in any case, its letters possibly escaped, or encoded in UTF-16. */
const spellingPattern = (word: string): string =>
  Array.from(word, (letter) => {
    const codes = [letter.toUpperCase(), letter].map((each) => each.charCodeAt(0).toString(16))
    return `(?:${letter}|\\\\u00(?:${codes.join('|')}))`
  }).join('\\0?')

/** Matches any body that may contain a password. */
export const passwordPattern = new RegExp(spellingPattern('password'), 'i')

const space = '[\\s\\0]*'
/** What may be between a key and its value: the key's closing quote, a colon or an equals sign, whitespace. */
const afterKey = new RegExp(`(?:\\\\*["'])?${space}(?:[:=]${space})?`, 'y')
/** What may follow a complete value: the end of the body, brackets, or a comma and the next key or object. */
const continuation = `${space}(?:$|(?:[,}\\]]${space})+(?:$|\\{|\\\\*["'][^"']*(?:$|["']${space}:)))`
const afterValue = new RegExp(continuation, 'y')
/** The same after a word that is itself a value. */
const afterWord = new RegExp(`\\\\*["']${continuation}`, 'y')
const literal = /(?:-?\d[\d.eE+-]*|true|false|null)(?=[\s\0]*[,}\]])/y

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** The index after the bracket that closes the object or list that starts here; undefined where it is not closed. */
const findEndOfNested = (text: string, start: number): number | undefined => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '"') {
      const end = findEndOfString(text, at)
      if (end === undefined) return undefined
      at = end - 1
    } else if ('{['.includes(character)) depth++
    else if ('}]'.includes(character) && --depth === 0) return at + 1
  }
  return undefined
}

const findEndOfValue = (text: string, start: number): number | undefined => {
  const first = text[start] ?? ''
  if ('"\''.includes(first)) return findEndOfString(text, start)
  if ('{['.includes(first)) return findEndOfNested(text, start)
  const word = matchAt(literal, text, start)
  return word === undefined ? undefined : start + word.length
}

/** Overwrites the value that starts here; returns the index at which it ends. */
const maskFrom = (text: string, redacted: Uint8Array, start: number): number => {
  const end = findEndOfValue(text, start)
  if (end === undefined || matchAt(afterValue, text, end) === undefined) {
    maskAll(redacted, start, text.length)
    return text.length
  }
  // A malformed body may have bare words between brackets, which `maskValue` would leave.
  if ("'[{".includes(text[start] ?? '')) maskAll(redacted, start + 1, end - 1)
  else maskValue(text, redacted, start, end)
  return end
}

/** Overwrites the values of a key wherever it occurs. Returns whether the word also occurs as a value. */
const maskValuesOf = (word: string, text: string, redacted: Uint8Array): boolean => {
  let isValue = false
  let masked = 0
  for (const match of text.matchAll(new RegExp(spellingPattern(word), 'gi'))) {
    const end = match.index + match[0].length
    if (end <= masked) continue // already overwritten; a second pass would cost too much in a long body
    if (matchAt(afterWord, text, end) !== undefined) {
      isValue = true
      continue
    }
    const gap = matchAt(afterKey, text, end) ?? ''
    const start = end + gap.length
    // Without a colon, a number that follows may belong to the key.
    const isAssigned = /[:=]/.test(gap) || /["'[{]/.test(text[start] ?? '')
    if (isAssigned) masked = maskFrom(text, redacted, start)
    else {
      maskAll(redacted, start, text.length)
      masked = text.length
    }
  }
  return isValue
}

/** Overwrites the passwords of a text that is not JSON, and other values rather than too few. */
export const maskMalformed = (text: string, redacted: Uint8Array): void => {
  // `password` as a value is most likely the path of a PATCH operation.
  if (maskValuesOf('password', text, redacted)) maskValuesOf('value', text, redacted)
}
