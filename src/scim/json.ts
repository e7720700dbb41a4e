import { closingQuote } from '../lib/json-scanner.ts'
import { decodeUtf8 } from '../lib/utf8.ts'
import { isObject } from './json-object.ts'
import type { Json } from './resource.ts'

/** How deep objects and lists may stand in each other. No client sends more than six. */
export const depthMax = 64

export type JsonReading =
  | {
      readonly ok: true
      readonly value: Json
      /** An object named a key twice; the last one was taken, as everywhere in JavaScript. */
      readonly duplicateKeys: boolean
    }
  | { readonly ok: false; readonly fault: 'utf-8' | 'syntax' | 'depth' }

const readingCache = new WeakMap<Uint8Array, JsonReading>()

/** Reads the bytes of a JSON message: RFC 8259. The same bytes are read once, whoever asks for them. */
export const parseJson = (bytes: Uint8Array): JsonReading => {
  const known = readingCache.get(bytes)
  if (known !== undefined) return known
  const reading = read(bytes)
  readingCache.set(bytes, reading)
  return reading
}

const read = (bytes: Uint8Array): JsonReading => {
  const decoded = decodeUtf8(bytes)
  if (decoded === undefined) return { ok: false, fault: 'utf-8' }
  const text = decoded.replace(/^\ufeff/, '') // RFC 8259, section 8.1, allows to ignore a byte order mark

  const { depth, colons } = scan(text)
  if (depth > depthMax) return { ok: false, fault: 'depth' }

  try {
    const value: Json = JSON.parse(text)
    return { ok: true, value, duplicateKeys: colons > countKeys(value) }
  } catch {
    return { ok: false, fault: 'syntax' }
  }
}

/** How deep objects and lists stand in each other in a JSON text, be it broken or not. */
export const depthOf = (text: string): number => scan(text).depth

/** One pass over the text outside of strings: how deep it goes, and how many keys it names. */
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
