import { type Dialect, dialectOf } from '../../identity-center/dialect.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { parseSettings } from '../../identity-center/settings/parse-settings.ts'
import { memoize } from '../../lib/memoize.ts'

/** Caches dialects by the text of the settings that they are computed from. */
export interface DialectCache {
  /** The dialect of a store without settings. */
  readonly standard: Dialect
  readonly get: (settings: string) => Dialect
}

/** Beyond it, the entry that was used least recently is removed. */
const dialectsMax = 1_000

export const createDialectCache = (asOf: EpochDate): DialectCache => {
  const get = memoize((text) => dialectOf(parseSettings(JSON.parse(text)).settings, asOf), {
    entriesMax: dialectsMax,
  })
  return { standard: get('{}'), get }
}
