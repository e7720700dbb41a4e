import { type Dialect, dialectOf } from '../../identity-center/dialect.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { parseSettings } from '../../identity-center/settings/parse-settings.ts'

/** Dialects by the settings text that they come from, so that no request has to work one out again. */
export interface DialectCache {
  /** The dialect of a store without settings of its own. */
  readonly standard: Dialect
  readonly of: (settings: string) => Dialect
}

const capacity = 1_000

export const dialectCache = (asOf: EpochDate): DialectCache => {
  const known = new Map<string, Dialect>()
  const of = (text: string): Dialect => {
    const cached = known.get(text)
    if (cached !== undefined) return cached
    const dialect = dialectOf(parseSettings(JSON.parse(text)).settings, asOf)
    if (known.size >= capacity) known.clear()
    known.set(text, dialect)
    return dialect
  }
  return { standard: of('{}'), of }
}
