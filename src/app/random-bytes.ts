import { randomBytes } from 'node:crypto'

const poolBytes = 4_096

/** Bytes that nobody can guess. They are drawn from the system many at a time, since each call takes longer than an id. */
export const pooledRandomBytes = (): ((count: number) => Uint8Array) => {
  let pool = randomBytes(poolBytes)
  return (count) => {
    if (count > poolBytes) return randomBytes(count)
    if (count > pool.length) pool = randomBytes(poolBytes)
    const bytes = Uint8Array.prototype.slice.call(pool, 0, count)
    pool.fill(0, 0, count) // they may become a secret, of which nothing is kept
    pool = pool.subarray(count)
    return bytes
  }
}
