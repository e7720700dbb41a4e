import type { Behaviours } from './behaviours.ts'
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
