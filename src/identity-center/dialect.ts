import { type Behaviours, behavioursAt } from './behaviours.ts'
import type { EpochDate, Law, Level } from './rule.ts'

/** What may be set for an identity store. Kept as JSON; every key may be missing. */
export interface Settings {
  /** The epoch: the service as it was on that day. None: the server's own (`--as-of`), or today's. */
  readonly asOf?: EpochDate
  /** Levels by rule id, where they differ from the rule's own. */
  readonly rules?: Readonly<Record<string, Level>>
  /** Whether requests beyond the published rates are answered 429. */
  readonly throttling?: boolean
}

/** The service as one identity store knows it: an epoch, and what its owner has switched. */
export interface Dialect {
  readonly asOf: EpochDate
  readonly throttling: boolean
  /** What breaking this law leads to here: `off` also outside the law's dates. */
  readonly level: (law: Law) => Level
  /** The variants in force of every dated behaviour. */
  readonly behaviours: Behaviours
}

/** The newest day of the service's history that anything here is known of. */
export const newestEpoch: EpochDate = '2026-11-01'

/** Whether a law was in force on a day. */
export const isInForce = ({ since, until }: Law, asOf: EpochDate): boolean =>
  (since === undefined || since <= asOf) && (until === undefined || asOf < until)

/** The service as a store with these settings knows it; `defaultAsOf` where they name no day. */
export const dialectOf = (settings: Settings, defaultAsOf: EpochDate): Dialect => {
  const asOf = settings.asOf ?? defaultAsOf
  return {
    asOf,
    throttling: settings.throttling ?? false,
    behaviours: behavioursAt(asOf),
    level: (law) => {
      if (!isInForce(law, asOf)) return 'off'
      return (law.switchable ? settings.rules?.[law.id] : undefined) ?? law.level
    },
  }
}
