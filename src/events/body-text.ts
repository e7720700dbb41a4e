import { decodeUtf8 } from '../lib/utf8.ts'

/** A body in an event view. */
interface ViewedBody {
  readonly body: string | null
  readonly bodyBase64?: string
}

const firstEscape = 0xdc00

/** The byte that a character of `bodyText` stands for, where that byte is not UTF-8; undefined for other characters. */
export const invalidByte = (character: string): number | undefined => {
  const unit = character.length === 1 ? character.charCodeAt(0) : 0
  return unit >= firstEscape + 0x80 && unit <= firstEscape + 0xff ? unit - firstEscape : undefined
}

/** The length of the UTF-8 character that begins at a byte; 0 where none does: RFC 3629, section 4. */
const characterLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (length < 2) return length
  return decodeUtf8(bytes.subarray(at, at + length)) === undefined ? 0 : length
}

/**
 * Decodes a body without loss, as Python's surrogateescape does: a byte that is not UTF-8 becomes one of the lone
 * surrogates U+DC80 to U+DCFF, which UTF-8 cannot encode. Null where there is no body.
 */
export const bodyText = ({ body, bodyBase64 }: ViewedBody): string | null => {
  if (bodyBase64 === undefined) return body
  const bytes = Buffer.from(bodyBase64, 'base64')
  const parts: string[] = []
  let validFrom = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length === 0) {
      parts.push(decodeUtf8(bytes.subarray(validFrom, at)) ?? '')
      parts.push(String.fromCharCode(firstEscape + (bytes[at] ?? 0)))
      validFrom = at + 1
    }
    at += length || 1
  }
  parts.push(decodeUtf8(bytes.subarray(validFrom)) ?? '')
  return parts.join('')
}

/** Encodes a text of `bodyText` as the bytes that it came from. */
export const bodyBytes = (text: string): Uint8Array =>
  Buffer.concat(
    text.split(/([\udc80-\udcff])/u).map((part) => {
      const byte = invalidByte(part)
      return byte === undefined ? Buffer.from(part) : Buffer.of(byte)
    }),
  )
