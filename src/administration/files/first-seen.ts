import { sha256 } from '../../lib/sha256.ts'

/** The position of a value: index of the file, and line from 1. */
export interface Position {
  readonly file: number
  readonly line: number
}

/** The first position of each value. */
export interface FirstSeen {
  /** The first position of the value. A new value is remembered, and has none. */
  readonly meet: (value: string, at: Position) => Position | undefined
  /** The first position of the value, without remembering it. */
  readonly find: (value: string) => Position | undefined
}

// An entry: 96 bits of the hash, the number of the file from 1 (0: a free entry), and the line.
const words = 5
const hashWords = 3
const firstCapacity = 1024

const hashOf = (value: string): Uint32Array => {
  const digest = sha256(Buffer.from(value, 'utf16le'))
  return new Uint32Array(hashWords).map((_, index) => digest.readUInt32LE(4 * index))
}

/**
 * A hash table with open addressing that needs 20 bytes a value, because a file can have millions. Two of 100,000 values
 * have the same hash with a probability of 1 in 10^19.
 */
export const firstSeenValues = (): FirstSeen => {
  let capacity = firstCapacity
  let table = new Uint32Array(capacity * words)
  let count = 0

  /** The index of the entry with a hash, or of the free entry for it. */
  const placeOf = (places: Uint32Array, size: number, hash: Uint32Array): number => {
    let place = (hash[0] ?? 0) % size
    for (;;) {
      const at = place * words
      const isFree = places[at + hashWords] === 0
      if (isFree || hash.every((word, index) => places[at + index] === word)) return at
      place = (place + 1) % size
    }
  }

  const grow = () => {
    const bigger = new Uint32Array(2 * capacity * words)
    for (let at = 0; at < table.length; at += words) {
      if (table[at + hashWords] === 0) continue
      const entry = table.subarray(at, at + words)
      bigger.set(entry, placeOf(bigger, 2 * capacity, entry.subarray(0, hashWords)))
    }
    capacity *= 2
    table = bigger
  }

  const positionAt = (at: number): Position | undefined => {
    const known = table[at + hashWords] ?? 0
    return known > 0 ? { file: known - 1, line: table[at + hashWords + 1] ?? 0 } : undefined
  }

  return {
    find: (value) => positionAt(placeOf(table, capacity, hashOf(value))),
    meet: (value, { file, line }) => {
      const hash = hashOf(value)
      const at = placeOf(table, capacity, hash)
      const known = positionAt(at)
      if (known !== undefined) return known
      table.set(hash, at)
      table[at + hashWords] = file + 1
      table[at + hashWords + 1] = line
      count++
      if (2 * count > capacity) grow()
      return undefined
    },
  }
}
