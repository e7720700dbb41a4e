import * as crypto from 'node:crypto'

/** SHA-256: FIPS 180-4. Node 20.12 hashes in one call, which takes a third of the time for a short text. */
export const sha256: (data: string | Uint8Array) => Uint8Array =
  crypto.hash === undefined
    ? (data) => crypto.createHash('sha256').update(data).digest()
    : (data) => crypto.hash('sha256', data, 'buffer')
