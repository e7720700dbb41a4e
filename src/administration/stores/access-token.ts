import { sha256 } from '../../lib/sha256.ts'

/** The stored hash of a secret: SHA-256. Secrets are long and random, so a slow hash is not needed. */
export const hashSecret = (secret: string): Uint8Array => sha256(secret)
