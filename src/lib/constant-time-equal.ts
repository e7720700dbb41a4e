import { timingSafeEqual } from 'node:crypto'

const bytesOf = (value: string | Uint8Array) =>
  typeof value === 'string' ? Buffer.from(value) : value

/**
 * Whether two secrets are equal, in a time that does not depend on where they differ. Lengths are compared first and
 * may be learned from the time: compare hashes where the length is secret. Strings are compared as UTF-8.
 */
export const constantTimeEqual = (
  one: string | Uint8Array,
  other: string | Uint8Array,
): boolean => {
  const [a, b] = [bytesOf(one), bytesOf(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
