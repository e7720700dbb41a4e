import { namedRates } from './behaviors.ts'
import { type EventSettings, eventBounds, eventDefaults } from './event-settings.ts'
import type { EpochDate, Level } from './rule.ts'
import { choice, day, type SettingKind, wholeNumber } from './setting-kinds.ts'

/** What may be set for an identity store. Kept as JSON; every key may be missing. */
export interface Settings {
  /** The epoch: the service as it was on that day. None: the server's own (`--as-of`), or today's. */
  readonly asOf?: EpochDate
  /** Levels by rule id, where they differ from the rule's own. */
  readonly rules?: Readonly<Record<string, Level>>
  /** Whether every rule that may be set to refuse, and only warns, refuses. `rules` win. */
  readonly strict?: boolean
  /** Whether requests beyond the published rates are answered 429: those of the epoch, of 2021, or of now. */
  readonly throttling?: boolean | '2021' | 'now'
  /** How many users and groups there may be, where that differs from the epoch's quotas. */
  readonly quotas?: { readonly users?: number; readonly groups?: number }
  /** What a refusal tells the client: what the service would, always its generic sentence for a 400, or why. */
  readonly errorDetail?: 'aws' | 'generic' | 'explained'
  /** What is kept of events: for how many days, how many, and how many bytes of each body. */
  readonly events?: Partial<EventSettings>
}

/** One setting, as people are told of it. */
export interface StoreSetting {
  readonly meaning: string
  /** What holds without it, for people. */
  readonly default: string
  readonly kind: SettingKind
}

const quota = wholeNumber({ least: 0, most: 10_000_000 })

/** The settings of an identity store by name; those of rules are apart, each by its id. A dot leads into an object. */
export const storeSettings: Readonly<Record<string, StoreSetting>> = {
  asOf: {
    meaning: 'answer as the service did on that day',
    default: "the server's --as-of, or today",
    kind: day,
  },
  strict: {
    meaning: 'refuse whatever breaks a rule that only warns, habits of clients apart',
    default: 'false',
    kind: choice(true, false),
  },
  throttling: {
    meaning: `answer 429 beyond the published rates: those of the day (true), of 2021 (${namedRates[2021].writes} calls of an operation a second), or of now (${namedRates.now.writes} writes, ${namedRates.now.reads} reads)`,
    default: 'false',
    kind: choice(true, false, '2021', 'now'),
  },
  'quotas.users': {
    meaning: 'how many users there may be',
    default: 'the quota of the day',
    kind: quota,
  },
  'quotas.groups': {
    meaning: 'how many groups there may be',
    default: 'the quota of the day',
    kind: quota,
  },
  errorDetail: {
    meaning:
      'what the detail of a refusal says: what the service says, always its generic sentence for a 400, or the rule, the attribute, and what to do, too',
    default: 'aws',
    kind: choice('aws', 'generic', 'explained'),
  },
  'events.days': {
    meaning: 'for how many days events are kept',
    default: String(eventDefaults.days),
    kind: wholeNumber(eventBounds.days),
  },
  'events.count': {
    meaning: 'how many events are kept',
    default: String(eventDefaults.count),
    kind: wholeNumber(eventBounds.count),
  },
  'events.bodyBytes': {
    meaning: 'how many bytes of each body an event keeps',
    default: String(eventDefaults.bodyBytes),
    kind: wholeNumber(eventBounds.bodyBytes),
  },
}

/** The levels that a rule can be set to. */
export const ruleLevels = ['refuse', 'warn', 'off'] as const satisfies readonly Level[]
