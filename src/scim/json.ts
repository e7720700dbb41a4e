import { closingQuote } from '../lib/json-scanner.ts'
import { decodeUtf8 } from '../lib/utf8.ts'
import { isObject } from './json-object.ts'
import type { Json } from './resource.ts'

/** The largest nesting of objects and lists. No known client sends more than six levels. */
export const depthMax = 64

export type JsonReading =
  | {
      readonly ok: true
      readonly value: Json
      /** Whether an object has a key twice. The last one counts, as in JSON.parse. */
      readonly duplicateKeys: boolean
    }
  | { readonly ok: false; readonly error: 'utf-8' | 'syntax' | 'depth' }

const readingCache = new WeakMap<Uint8Array, JsonReading>()

/** Parses the bytes of a JSON message: RFC 8259. Results are cached by the identity of the bytes. */
export const parseJson = (bytes: Uint8Array): JsonReading => {
  const known = readingCache.get(bytes)
  if (known !== undefined) return known
  const reading = read(bytes)
  readingCache.set(bytes, reading)
  return reading
}

const read = (bytes: Uint8Array): JsonReading => {
  const decoded = decodeUtf8(bytes)
  if (decoded === undefined) return { ok: false, error: 'utf-8' }
  const text = decoded.replace(/^\ufeff/, '') // RFC 8259, section 8.1, allows to ignore a byte order mark

  const { depth, colons } = scan(text)
  if (depth > depthMax) return { ok: false, error: 'depth' }

  try {
    const value: Json = JSON.parse(text)
    return { ok: true, value, duplicateKeys: colons > countKeys(value) }
  } catch {
    return { ok: false, error: 'syntax' }
  }
}

/** The nesting of objects and lists in a JSON text, valid or not. */
export const depthOf = (text: string): number => scan(text).depth

/** One pass over the text outside of strings: its nesting, and its number of keys. */
const scan = (text: string): { readonly depth: number; readonly colons: number } => {
  let depth = 0
  let deepest = 0
  let colons = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = closingQuote(text, at)
        if (at === -1) return { depth: deepest, colons }
        break
      case 0x3a: // :
        colons++
        break
      case 0x5b: // [
      case 0x7b: // {
        depth++
        if (depth > deepest) deepest = depth
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth--
        break
    }
  }
  return { depth: deepest, colons }
}

const countKeys = (value: Json): number => {
  let count = 0
  if (Array.isArray(value)) for (const element of value) count += countKeys(element)
  else if (isObject(value))
    for (const element of Object.values(value)) count += 1 + countKeys(element ?? null)
  return count
}
