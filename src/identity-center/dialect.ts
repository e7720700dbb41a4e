import { type Behaviours, behavioursAt } from './behaviours.ts'
import { type EventSettings, eventSettingsOf, parseEventSettings } from './event-settings.ts'
import type { EpochDate, Law, Level } from './rule.ts'
import { findLaw } from './rule-book.ts'
import { habitLaws } from './rules/habits.ts'

/** What may be set for an identity store. Kept as JSON; every key may be missing. */
export interface Settings {
  /** The epoch: the service as it was on that day. None: the server's own (`--as-of`), or today's. */
  readonly asOf?: EpochDate
  /** Levels by rule id, where they differ from the rule's own. */
  readonly rules?: Readonly<Record<string, Level>>
  /** Whether requests beyond the published rates are answered 429. */
  readonly throttling?: boolean
  /** What is kept of events: for how many days, how many, and how many bytes of each body. */
  readonly events?: Partial<EventSettings>
}

/** The service as one identity store knows it: an epoch, and what its owner has switched. */
export interface Dialect {
  readonly asOf: EpochDate
  readonly throttling: boolean
  /** How many bytes of each body an event keeps. */
  readonly eventBodyBytes: number
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
    eventBodyBytes: eventSettingsOf(settings).bodyBytes,
    behaviours: behavioursAt(asOf),
    level: (law) => {
      if (!isInForce(law, asOf)) return 'off'
      return (law.switchable ? settings.rules?.[law.id] : undefined) ?? law.level
    },
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const levels: readonly unknown[] = ['refuse', 'warn', 'off'] satisfies readonly Level[]

const isLevel = (value: unknown): value is Level => levels.includes(value)

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isEpochDate = (value: unknown): value is EpochDate => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(value)
  // 30 February is taken for a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

const levelFault = (id: string, level: unknown): string | undefined => {
  const law = findLaw(id)
  if (law === undefined) return `There is no rule ${id}.`
  if (!law.switchable) return `The rule ${id} cannot be switched.`
  if (!isLevel(level)) return `The rule ${id} is set to refuse, warn or off.`
  if (level === 'refuse' && habitLaws.includes(law)) return `The rule ${id} is set to warn or off.`
  return undefined
}

/** Settings as somebody gave them: those that mean something, and what is wrong with the others, in sentences. */
export const parseSettings = (
  value: unknown,
): { readonly settings: Settings; readonly faults: readonly string[] } => {
  if (!isRecord(value)) return { settings: {}, faults: ['Settings are a JSON object.'] }
  const { asOf, rules = {}, throttling, events, ...unknown } = value
  const faults = Object.keys(unknown).map((name) => `There is no setting ${name}.`)
  if (asOf !== undefined && !isEpochDate(asOf)) faults.push('asOf is a day, YYYY-MM-DD.')
  if (throttling !== undefined && typeof throttling !== 'boolean') {
    faults.push('throttling is true or false.')
  }
  if (!isRecord(rules)) faults.push('rules is an object of levels by rule id.')

  const accepted: Record<string, Level> = {}
  for (const [id, level] of Object.entries(isRecord(rules) ? rules : {})) {
    const fault = levelFault(id, level)
    if (fault !== undefined) faults.push(fault)
    else if (isLevel(level)) accepted[id] = level
  }

  const kept = parseEventSettings(events ?? {})
  faults.push(...kept.faults)
  return {
    settings: {
      ...(isEpochDate(asOf) ? { asOf } : {}),
      ...(Object.keys(accepted).length > 0 ? { rules: accepted } : {}),
      ...(typeof throttling === 'boolean' ? { throttling } : {}),
      ...(Object.keys(kept.events).length > 0 ? { events: kept.events } : {}),
    },
    faults,
  }
}
