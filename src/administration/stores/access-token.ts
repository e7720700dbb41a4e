import { sha256 } from '../../lib/sha256.ts'

/** What is kept of a secret: its SHA-256. The secret is random and long, so no slow hash is needed. */
export const hashSecret = (secret: string): Uint8Array => sha256(secret)
