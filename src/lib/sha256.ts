import * as crypto from 'node:crypto'

/**
 * SHA-256: FIPS 180-4. Strings are hashed as UTF-8. Uses the one-call form where Node has it (20.12), which takes a
 * third of the time for short data.
 */
export const sha256: (data: string | Uint8Array) => Buffer =
  crypto.hash === undefined
    ? (data) => crypto.createHash('sha256').update(data).digest()
    : (data) => crypto.hash('sha256', data, 'buffer')
