import { closingQuote } from '../lib/json-scanner.ts'

/* Works on bytes decoded as ISO 8859-1: one character for each byte, independent of the encoding of the body. */

/** The bytes as a text of the same length. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const byteOrderMark = '\u00ef\u00bb\u00bf'

/** Whether the text is JSON; its characters need not be UTF-8. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text)
    return true
  } catch {
    return false
  }
}

/** The index after the closing quote of the string that starts at this quote; undefined where it has none. */
export const findEndOfString = (text: string, start: number): number | undefined => {
  const end = closingQuote(text, start)
  return end === -1 ? undefined : end + 1
}

const asterisk = 0x2a
const digitOne = 0x31

/** Overwrites a range with asterisks. */
export const maskAll = (redacted: Uint8Array, start: number, end: number): void => {
  redacted.fill(asterisk, start, end)
}

/** Overwrites the content of a JSON value: the characters of its strings and keys, the digits of its numbers. */
export const maskValue = (text: string, redacted: Uint8Array, start: number, end: number): void => {
  for (let at = start; at < end; at++) {
    const character = text[at] ?? ''
    if (character === '"') {
      const after = findEndOfString(text, at) ?? end
      maskAll(redacted, at + 1, after - 1)
      at = after - 1
    } else if (character >= '0' && character <= '9') {
      redacted[at] = digitOne
    }
  }
}

/** The text of a JSON string; the string as it is where its escapes are invalid. */
const decodeString = (quoted: string): string => {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

/** Whether a key or path is `password`: also after the URN of its schema, also with a sub-attribute or filter. */
const namesPassword = (path: string): boolean => /^(?:urn:.*:)?\s*password\b/is.test(path.trim())

interface Frame {
  readonly start: number
  readonly isObject: boolean
  /** The key whose value comes next; undefined before the key has been read. */
  key: string | undefined
  /** Whether the object is a PATCH operation on a password; `values` are the ranges of what it sets. */
  isOnPassword: boolean
  readonly values: { readonly start: number; readonly end: number }[]
}

/**
 * Overwrites the passwords of a text that is JSON: values of `password` keys, and the `value` of a PATCH operation whose
 * `path` is a password. `path` may come after `value`, so values are overwritten when the operation ends.
 */
export const maskJson = (text: string, redacted: Uint8Array): void => {
  const frames: Frame[] = []

  const endValue = (start: number, end: number) => {
    const frame = frames.at(-1)
    if (frame?.key === undefined) return
    const key = frame.key.toLowerCase()
    if (namesPassword(key)) maskValue(text, redacted, start, end)
    else if (key === 'value') frame.values.push({ start, end })
    else if (key === 'path' && namesPassword(decodeString(text.slice(start, end)))) {
      frame.isOnPassword = true
    }
  }

  let at = 0
  while (at < text.length) {
    const start = at
    const character = text[at++] ?? ''
    const frame = frames.at(-1)
    if (character === '{' || character === '[') {
      const isObject = character === '{'
      frames.push({ start, isObject, key: undefined, isOnPassword: false, values: [] })
    } else if (character === '}' || character === ']') {
      frames.pop()
      if (frame?.isOnPassword) {
        for (const value of frame.values) maskValue(text, redacted, value.start, value.end)
      }
      endValue(frame?.start ?? start, at)
    } else if (character === ',') {
      if (frame !== undefined) frame.key = undefined
    } else if (character === '"') {
      at = findEndOfString(text, start) ?? text.length
      if (frame?.isObject && frame.key === undefined)
        frame.key = decodeString(text.slice(start, at))
      else endValue(start, at)
    } else if (character > ' ' && character !== ':') {
      while (/[-+.\w]/.test(text[at] ?? '')) at++
      endValue(start, at)
    }
  }
}
