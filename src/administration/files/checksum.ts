import { createHash } from 'node:crypto'

/** An incremental SHA-256 in hexadecimal. */
export const checksum = () => {
  const hash = createHash('sha256')
  return {
    add: (data: string | Uint8Array) => void hash.update(data),
    value: () => hash.digest('hex'),
  }
}
