import { randomBytes } from 'node:crypto'

const poolBytes = 4_096

/**
 * A source of cryptographically secure bytes. They are drawn from the system 4 KiB at a time, because a call per id
 * takes longer than everything else in creating an id.
 */
export const pooledRandomBytes = (): ((count: number) => Uint8Array) => {
  let pool = randomBytes(poolBytes)
  return (count) => {
    if (count > poolBytes) return randomBytes(count)
    if (count > pool.length) pool = randomBytes(poolBytes)
    const bytes = Uint8Array.prototype.slice.call(pool, 0, count)
    pool.fill(0, 0, count) // they may become a secret, so no copy is kept
    pool = pool.subarray(count)
    return bytes
  }
}
