import { type Behaviours, behavioursAt } from './behaviours.ts'
import { eventSettingsOf } from './event-settings.ts'
import type { EpochDate, Law, Level } from './rule.ts'
import { habitLaws } from './rules/habits.ts'
import type { Settings } from './settings.ts'

/** The service as one identity store knows it: an epoch, and what its owner has switched. */
export interface Dialect {
  readonly asOf: EpochDate
  /** Whether calls beyond the rates of `behaviours` are refused. */
  readonly throttling: boolean
  /** Whether a refusal tells its reason to the client, too. */
  readonly explains: boolean
  /** How many bytes of each body an event keeps. */
  readonly eventBodyBytes: number
  /** What breaking this law leads to here: `off` also outside the law's dates. */
  readonly level: (law: Law) => Level
  /** The variants in force of every dated behaviour, unless settings say otherwise. */
  readonly behaviours: Behaviours
}

/** The newest day of the service's history that anything here is known of. */
export const newestEpoch: EpochDate = '2026-11-01'

/** Whether a law was in force on a day. */
export const isInForce = ({ since, until }: Law, asOf: EpochDate): boolean =>
  (since === undefined || since <= asOf) && (until === undefined || asOf < until)

/** The published rates by the name that settings have for them; those of the day have none. */
const namedRates = {
  2021: behavioursAt('2021-08-01').rates,
  now: behavioursAt(newestEpoch).rates,
} as const

const behavioursOf = (settings: Settings, asOf: EpochDate): Behaviours => {
  const { throttling, quotas, errorDetail } = settings
  const behaviours = behavioursAt(asOf)
  return {
    ...behaviours,
    ...(typeof throttling === 'string' && { rates: namedRates[throttling] }),
    ...(errorDetail === 'generic' && { errorTexts: 'generic' }),
    quotas: { ...behaviours.quotas, ...quotas },
  }
}

const habits = new Set(habitLaws)

/** The service as a store with these settings knows it; `defaultAsOf` where they name no day. */
export const dialectOf = (settings: Settings, defaultAsOf: EpochDate): Dialect => {
  const asOf = settings.asOf ?? defaultAsOf
  const { strict = false, throttling = false, rules } = settings
  const levelOf = (law: Law): Level => {
    if (!isInForce(law, asOf)) return 'off'
    const set = law.switchable ? rules?.[law.id] : undefined
    if (set !== undefined) return set
    const isRaised = strict && law.switchable && law.level === 'warn' && !habits.has(law)
    return isRaised ? 'refuse' : law.level
  }
  const levels = new Map<Law, Level>()
  return {
    asOf,
    throttling: throttling !== false,
    explains: settings.errorDetail === 'explained',
    eventBodyBytes: eventSettingsOf(settings).bodyBytes,
    behaviours: behavioursOf(settings, asOf),
    level: (law) => {
      const level = levels.get(law) ?? levelOf(law)
      levels.set(law, level)
      return level
    },
  }
}
