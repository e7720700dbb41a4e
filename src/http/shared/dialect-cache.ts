import { type Dialect, dialectOf } from '../../identity-center/dialect.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { parseSettings } from '../../identity-center/settings/parse-settings.ts'

/** Caches dialects by the text of the settings that they are computed from. */
export interface DialectCache {
  /** The dialect of a store without settings. */
  readonly standard: Dialect
  readonly get: (settings: string) => Dialect
}

/** The cache is cleared when it is full. Stores have few different settings, so this is rare. */
const dialectsMax = 1_000

export const createDialectCache = (asOf: EpochDate): DialectCache => {
  const cache = new Map<string, Dialect>()
  const of = (text: string): Dialect => {
    const cached = cache.get(text)
    if (cached !== undefined) return cached
    const dialect = dialectOf(parseSettings(JSON.parse(text)).settings, asOf)
    if (cache.size >= dialectsMax) cache.clear()
    cache.set(text, dialect)
    return dialect
  }
  return { standard: of('{}'), get: of }
}
