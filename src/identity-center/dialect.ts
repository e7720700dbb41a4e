import { type Behaviors, behaviorsAt, namedRates } from './behaviors.ts'
import { eventSettingsOf } from './event-settings.ts'
import type { EpochDate, Level, Rule } from './rule.ts'
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
  readonly level: (rule: Rule) => Level
  /** The variants in force of every dated behaviour, unless settings say otherwise. */
  readonly behaviors: Behaviors
}

/** The newest day of the service's history that anything here is known of. */
export const newestEpoch: EpochDate = '2026-11-01'

/** Whether a law was in force on a day. */
export const isInForce = ({ since, until }: Rule, asOf: EpochDate): boolean =>
  (since === undefined || since <= asOf) && (until === undefined || asOf < until)

const resolveBehaviors = (settings: Settings, asOf: EpochDate): Behaviors => {
  const { throttling, quotas, errorDetail } = settings
  const behaviors = behaviorsAt(asOf)
  return {
    ...behaviors,
    ...(typeof throttling === 'string' && { rates: namedRates[throttling] }),
    ...(errorDetail === 'generic' && { errorTexts: 'generic' }),
    quotas: { ...behaviors.quotas, ...quotas },
  }
}

const mayRefuse = ({ switchable, levels }: Rule) =>
  switchable && (levels?.includes('refuse') ?? true)

/** The service as a store with these settings knows it; `defaultAsOf` where they name no day. */
export const dialectOf = (settings: Settings, defaultAsOf: EpochDate): Dialect => {
  const asOf = settings.asOf ?? defaultAsOf
  const { strict = false, throttling = false, rules } = settings
  const levelOf = (rule: Rule): Level => {
    if (!isInForce(rule, asOf)) return 'off'
    const set = rule.switchable ? rules?.[rule.id] : undefined
    if (set !== undefined) return set
    const isRaised = strict && rule.level === 'warn' && mayRefuse(rule)
    return isRaised ? 'refuse' : rule.level
  }
  const levels = new Map<Rule, Level>()
  return {
    asOf,
    throttling: throttling !== false,
    explains: settings.errorDetail === 'explained',
    eventBodyBytes: eventSettingsOf(settings).bodyBytes,
    behaviors: resolveBehaviors(settings, asOf),
    level: (rule) => {
      const level = levels.get(rule) ?? levelOf(rule)
      levels.set(rule, level)
      return level
    },
  }
}
