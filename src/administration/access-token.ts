import { sha256 } from '../identity-center/sha256.ts'

/** What is kept of a secret: its SHA-256. The secret is random and long, so no slow hash is needed. */
export const hashOfSecret = (secret: string): Uint8Array => sha256(secret)
