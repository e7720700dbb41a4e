import { decodeUtf8 } from '../lib/utf8.ts'

/** A body as an event view has it. */
interface ViewedBody {
  readonly body: string | null
  readonly bodyBase64?: string
}

const firstEscape = 0xdc00

/** Which byte a character stands for that no UTF-8 gives; undefined for all others. */
export const brokenByte = (character: string): number | undefined => {
  const unit = character.length === 1 ? character.charCodeAt(0) : 0
  return unit >= firstEscape + 0x80 && unit <= firstEscape + 0xff ? unit - firstEscape : undefined
}

/** The length of the character of UTF-8 that begins here; 0 where none does: RFC 3629, section 4. */
const characterLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (length < 2) return length
  return decodeUtf8(bytes.subarray(at, at + length)) === undefined ? 0 : length
}

/**
 * The text of a body, also where it is no UTF-8: a byte that belongs to no character becomes half a surrogate pair,
 * U+DC80 to U+DCFF, which no UTF-8 gives, so that nothing is lost (as Python's surrogateescape has it). Null: no body.
 */
export const bodyText = ({ body, bodyBase64 }: ViewedBody): string | null => {
  if (bodyBase64 === undefined) return body
  const bytes = Buffer.from(bodyBase64, 'base64')
  const parts: string[] = []
  let whole = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length === 0) {
      parts.push(decodeUtf8(bytes.subarray(whole, at)) ?? '')
      parts.push(String.fromCharCode(firstEscape + (bytes[at] ?? 0)))
      whole = at + 1
    }
    at += length || 1
  }
  parts.push(decodeUtf8(bytes.subarray(whole)) ?? '')
  return parts.join('')
}

/** The bytes of such a text. */
export const bodyBytes = (text: string): Uint8Array =>
  Buffer.concat(
    text.split(/([\udc80-\udcff])/u).map((part) => {
      const byte = brokenByte(part)
      return byte === undefined ? Buffer.from(part) : Buffer.of(byte)
    }),
  )
