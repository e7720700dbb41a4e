import { namedRates } from './behaviors.ts'
import { type EventSettings, eventBounds, eventDefaults } from './event-settings.ts'
import type { EpochDate, Level } from './rule.ts'
import { choice, day, type SettingKind, wholeNumber } from './setting-kinds.ts'

/** The settings of an identity store. Stored as JSON; every key is optional. */
export interface Settings {
  /** The epoch: the service as of that day. Default: the server's (`--as-of`), or today. */
  readonly asOf?: EpochDate
  /** Levels by rule id, where they differ from the rule's default. */
  readonly rules?: Readonly<Record<string, Level>>
  /** Whether rules that warn refuse, if they can be set to refuse. `rules` take precedence. */
  readonly strict?: boolean
  /** Whether the server answers 429 beyond the published rates: those of the epoch, of 2021, or of now. */
  readonly throttling?: boolean | '2021' | 'now'
  /** Quotas of users and groups, where they differ from those of the epoch. */
  readonly quotas?: { readonly users?: number; readonly groups?: number }
  /** The text of a refusal: AWS's, AWS's generic sentence for every 400, or AWS's with an explanation. */
  readonly errorDetail?: 'aws' | 'generic' | 'explained'
  /** Retention of events: days, number of events, and bytes of each body. */
  readonly events?: Partial<EventSettings>
}

/** One setting, described for operators. */
export interface StoreSetting {
  readonly meaning: string
  /** The default, described for operators. */
  readonly default: string
  readonly kind: SettingKind
}

const quota = wholeNumber({ min: 0, max: 10_000_000 })

/** The settings of an identity store by name, except the levels of rules. A dot leads into an object. */
export const storeSettings: Readonly<Record<string, StoreSetting>> = {
  asOf: {
    meaning: 'answer as the service did on that day',
    default: "the server's --as-of, or today",
    kind: day,
  },
  strict: {
    meaning: 'turn warnings into refusals, except warnings about client behavior',
    default: 'false',
    kind: choice(true, false),
  },
  throttling: {
    meaning: `answer 429 beyond the published rates: those of the day (true), of 2021 (${namedRates[2021].writes} calls of an operation a second), or of now (${namedRates.now.writes} writes, ${namedRates.now.reads} reads)`,
    default: 'false',
    kind: choice(true, false, '2021', 'now'),
  },
  'quotas.users': {
    meaning: 'the largest number of users',
    default: 'the quota of the day',
    kind: quota,
  },
  'quotas.groups': {
    meaning: 'the largest number of groups',
    default: 'the quota of the day',
    kind: quota,
  },
  errorDetail: {
    meaning:
      "the detail of a refusal: AWS's text, AWS's generic sentence for every 400, or AWS's text with the rule, the attribute and the remedy",
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

/** The levels of rules. */
export const ruleLevels = ['refuse', 'warn', 'off'] as const satisfies readonly Level[]
