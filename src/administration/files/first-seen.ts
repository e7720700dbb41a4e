import { sha256 } from '../../lib/sha256.ts'

/** Where a value stands: which file, and which line of it. */
export interface Position {
  readonly file: number
  readonly line: number
}

/** Values that have been met, and where each was met first. */
export interface FirstSeen {
  /** Where the value was met before; remembers it when it was not. */
  readonly meet: (value: string, at: Position) => Position | undefined
  /** The same, without remembering it. */
  readonly find: (value: string) => Position | undefined
}

// Of each value: 96 bits of its hash, its file from 1 (0: a free place), and its line.
const words = 5
const hashWords = 3
const firstCapacity = 1024

const hashOf = (value: string): Uint32Array => {
  const digest = sha256(Buffer.from(value, 'utf16le'))
  return new Uint32Array(hashWords).map((_, index) => digest.readUInt32LE(4 * index))
}

/**
 * Remembers values by 20 bytes each, however long they are: a file may have millions.
 * Two of 100,000 values have one hash with a chance of 1 in 10^19.
 */
export const firstSeenValues = (): FirstSeen => {
  let capacity = firstCapacity
  let table = new Uint32Array(capacity * words)
  let count = 0

  /** The place of a hash in a table: where it stands, or the free place where it would. */
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
