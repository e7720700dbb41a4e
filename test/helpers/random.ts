/** Pseudo-random numbers, the same for the same seed. */
export interface Random {
  /** An integer from 0 to limit - 1. */
  readonly below: (limit: number) => number
  /** One of the items; undefined if there are none. */
  readonly pick: <Item>(items: readonly Item[]) => Item | undefined
  readonly chance: (probability: number) => boolean
  /** A generator whose numbers depend on this seed and a name. */
  readonly branch: (name: string) => Random
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** The generator mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (items) => items[below(items.length)],
    chance: (probability) => next() < probability,
    branch: (name) => randomFrom((seed ^ hashOf(name)) >>> 0),
  }
}
