import { manualOperationNames } from '../identity-center/logged-apis.ts'
import { type Origin, origins, parseOrigin } from '../identity-center/origin.ts'
import { findRule } from '../identity-center/rules/rule-book.ts'
import { operationNames } from '../operations/operation.ts'
import type { EventQuery } from '../store/event-types.ts'
import { AdministrationError } from './shared/administration-error.ts'

/** Which events are wanted, in the words of a command line or of a query; all conditions hold. */
export interface EventSearch {
  /** An identity store; `none` for requests that named none that is known; all without it. */
  readonly store?: string
  /** A moment as in 2026-01-31T12:00:00Z, a day, or so long ago: 90s, 30m, 1h, 2d. */
  readonly since?: string
  readonly until?: string
  readonly operation?: string
  readonly status?: string
  readonly errorCode?: string
  readonly rule?: string
  /** A user name or group name. */
  readonly name?: string
  readonly resourceId?: string
  readonly requestId?: string
  /** `true`: refused ones only. */
  readonly failed?: string
  /** How the request came: `scim`, `manual` or `api`. `hand` is accepted for `manual`. */
  readonly origin?: string
}

/** The words that a search may have. */
export const eventSearchNames = [
  'store',
  'since',
  'until',
  'operation',
  'status',
  'errorCode',
  'rule',
  'name',
  'resourceId',
  'requestId',
  'failed',
  'origin',
] as const satisfies readonly (keyof EventSearch)[]

const invalid = (message: string) => new AdministrationError('invalid', message)

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** A day or a moment of RFC 3339, section 5.6; with an offset, since one without would depend on where this runs. */
const momentShape = /^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2}))?$/

const readMoment = (name: string, text: string, now: Date): Date => {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const milliseconds = unitMs[unit]
  if (count !== undefined && milliseconds !== undefined) {
    return new Date(now.getTime() - Number(count) * milliseconds)
  }
  const moment = momentShape.test(text) ? new Date(text) : undefined
  if (moment === undefined || Number.isNaN(moment.getTime())) {
    throw invalid(
      `${name} is a moment as in 2026-01-31T12:00:00Z, a day, or so long ago: 30m, 1h, 2d.`,
    )
  }
  return moment
}

/** The operations that events may name. */
export const knownOperations: readonly string[] = [
  ...new Set<string>([...operationNames, ...manualOperationNames]),
]

const readOperation = (text: string): string => {
  const operation = knownOperations.find((name) => name.toLowerCase() === text.toLowerCase())
  if (operation !== undefined) return operation
  throw invalid(`There is no operation ${text}; there are ${knownOperations.join(', ')}.`)
}

const readRule = (text: string): string => {
  if (findRule(text) !== undefined) return text
  throw invalid(`There is no rule ${text}; the command rules lists them.`)
}

const readStatus = (text: string): number => {
  if (/^[1-5]\d\d$/.test(text)) return Number(text)
  throw invalid('status is the three digits of an HTTP status.')
}

const readSwitch = (name: string, text: string): boolean => {
  if (text === 'true' || text === '') return true
  if (text === 'false') return false
  throw invalid(`${name} is true or false.`)
}

const readOrigin = (text: string): Origin => {
  const origin = parseOrigin(text)
  if (origin !== undefined) return origin
  throw invalid(`origin is one of ${origins.join(', ')}.`)
}

/** What the store is asked for. Throws an AdministrationError for words that mean nothing. */
export const parseEventSearch = (search: EventSearch, now: Date): EventQuery => {
  const { store, since, until, operation, status, errorCode, rule, failed, requestId } = search
  const { name, resourceId, origin } = search
  return {
    ...(store !== undefined && { identityStoreId: store === 'none' ? null : store }),
    ...(since !== undefined && { since: readMoment('since', since, now) }),
    ...(until !== undefined && { until: readMoment('until', until, now) }),
    ...(operation !== undefined && { operation: readOperation(operation) }),
    ...(status !== undefined && { status: readStatus(status) }),
    ...(errorCode !== undefined && { errorCode }),
    ...(origin !== undefined && { origin: readOrigin(origin) }),
    ...(rule !== undefined && { ruleId: readRule(rule) }),
    ...(name !== undefined && { name }),
    ...(resourceId !== undefined && { resourceId }),
    ...(requestId !== undefined && { requestId: requestId.toLowerCase() }),
    ...(failed !== undefined && readSwitch('failed', failed) && { failed: true }),
  }
}
