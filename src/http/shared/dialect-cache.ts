import { type Dialect, dialectOf } from '../../identity-center/dialect.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { parseSettings } from '../../identity-center/settings/parse-settings.ts'
import { memoize } from '../../lib/memoize.ts'

/** Dialects by the settings text that they come from, so that no request has to work one out again. */
export interface DialectCache {
  /** The dialect of a store without settings of its own. */
  readonly standard: Dialect
  readonly of: (settings: string) => Dialect
}

const entriesMax = 1_000

export const dialectCache = (asOf: EpochDate): DialectCache => {
  const of = memoize((text) => dialectOf(parseSettings(JSON.parse(text)).settings, asOf), {
    entriesMax,
  })
  return { standard: of('{}'), of }
}
