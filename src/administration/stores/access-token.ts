import { createHash } from 'node:crypto'

/** What is kept of a secret: its SHA-256. The secret is random and long, so no slow hash is needed. */
export const hashSecret = (secret: string): Uint8Array =>
  createHash('sha256').update(secret, 'utf8').digest()
