import { closingQuote } from '../lib/json-scanner.ts'

/* Works on bytes, read as ISO 8859-1: one character for each byte, whatever the encoding is worth. */

/** The bytes as a text of the same length. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const byteOrderMark = '\u00ef\u00bb\u00bf'

/** Whether the text is JSON, as far as quotes and brackets go; its characters need not be UTF-8. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text)
    return true
  } catch {
    return false
  }
}

/** Where the string that starts at this quote ends: after its closing quote; undefined if the text ends before. */
export const endOfString = (text: string, start: number): number | undefined => {
  const end = closingQuote(text, start)
  return end === -1 ? undefined : end + 1
}

const asterisk = 0x2a
const digitOne = 0x31

/** Overwrites everything from one place to another. */
export const maskAll = (redacted: Uint8Array, start: number, end: number): void => {
  redacted.fill(asterisk, start, end)
}

/** Overwrites what a JSON value says: the characters of its strings and keys, the digits of its numbers. */
export const maskValue = (text: string, redacted: Uint8Array, start: number, end: number): void => {
  for (let at = start; at < end; at++) {
    const character = text[at] ?? ''
    if (character === '"') {
      const after = endOfString(text, at) ?? end
      maskAll(redacted, at + 1, after - 1)
      at = after - 1
    } else if (character >= '0' && character <= '9') {
      redacted[at] = digitOne
    }
  }
}

/** The text of a JSON string, or of what should be one. */
const decoded = (quoted: string): string => {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

/** `password`, also behind the URN of its schema, also with a part or a filter behind it. */
const namesPassword = (path: string): boolean => /^(?:urn:.*:)?\s*password\b/is.test(path.trim())

interface Frame {
  readonly start: number
  readonly isObject: boolean
  /** The key whose value is due; undefined before it has been read. */
  key: string | undefined
  /** Whether the object is a PATCH operation on a password, and where the values stand that it gives. */
  onPassword: boolean
  readonly values: { readonly start: number; readonly end: number }[]
}

/** Overwrites the passwords of a text that is JSON. */
export const maskStrictly = (text: string, redacted: Uint8Array): void => {
  const frames: Frame[] = []

  const valueRead = (start: number, end: number) => {
    const frame = frames.at(-1)
    if (frame?.key === undefined) return
    const key = frame.key.toLowerCase()
    if (namesPassword(key)) maskValue(text, redacted, start, end)
    else if (key === 'value') frame.values.push({ start, end })
    else if (key === 'path' && namesPassword(decoded(text.slice(start, end)))) {
      frame.onPassword = true
    }
  }

  let at = 0
  while (at < text.length) {
    const start = at
    const character = text[at++] ?? ''
    const frame = frames.at(-1)
    if (character === '{' || character === '[') {
      const isObject = character === '{'
      frames.push({ start, isObject, key: undefined, onPassword: false, values: [] })
    } else if (character === '}' || character === ']') {
      frames.pop()
      if (frame?.onPassword) {
        for (const value of frame.values) maskValue(text, redacted, value.start, value.end)
      }
      valueRead(frame?.start ?? start, at)
    } else if (character === ',') {
      if (frame !== undefined) frame.key = undefined
    } else if (character === '"') {
      at = endOfString(text, start) ?? text.length
      if (frame?.isObject && frame.key === undefined) frame.key = decoded(text.slice(start, at))
      else valueRead(start, at)
    } else if (character > ' ' && character !== ':') {
      while (/[-+.\w]/.test(text[at] ?? '')) at++
      valueRead(start, at)
    }
  }
}
