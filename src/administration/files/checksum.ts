import { createHash } from 'node:crypto'

/** The SHA-256 of all that is added, in hexadecimal. */
export const checksum = () => {
  const hash = createHash('sha256')
  return {
    add: (data: string | Uint8Array) => void hash.update(data),
    value: () => hash.digest('hex'),
  }
}
