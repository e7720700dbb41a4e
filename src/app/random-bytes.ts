import { randomBytes } from 'node:crypto'

const stockBytes = 4_096

/** Bytes that nobody can guess. They are drawn from the system many at a time, since each call takes longer than an id. */
export const randomBytesInStock = (): ((count: number) => Uint8Array) => {
  let stock = randomBytes(stockBytes)
  return (count) => {
    if (count > stockBytes) return randomBytes(count)
    if (count > stock.length) stock = randomBytes(stockBytes)
    const bytes = Uint8Array.prototype.slice.call(stock, 0, count)
    stock.fill(0, 0, count) // they may become a secret, of which nothing is kept
    stock = stock.subarray(count)
    return bytes
  }
}
