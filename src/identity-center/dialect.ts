import { type Behaviors, behaviorsAt, namedRates } from './behaviors.ts'
import { eventSettingsOf } from './event-settings.ts'
import type { EpochDate, Level, Rule } from './rule.ts'
import type { Settings } from './settings.ts'

/** The service as one identity store presents it: an epoch, changed by the store's settings. */
export interface Dialect {
  readonly asOf: EpochDate
  /** Whether the server rejects calls beyond the rates of `behaviors`. */
  readonly throttling: boolean
  /** Whether a refusal includes its reason for the client. */
  readonly explains: boolean
  /** How many bytes of each body an event keeps. */
  readonly eventBodyBytes: number
  /** The level of a rule in this store; `off` outside the rule's dates. */
  readonly level: (rule: Rule) => Level
  /** The variants in force of all dated behaviors, unless settings override them. */
  readonly behaviors: Behaviors
}

/** The day of the newest known change of the service. */
export const newestEpoch: EpochDate = '2026-11-01'

/** Whether a rule was in force on a day. */
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

/** The dialect of a store with these settings. `defaultAsOf` applies if they name no day. */
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
