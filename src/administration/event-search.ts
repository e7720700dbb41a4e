import { manualOperationNames } from '../identity-center/logged-apis.ts'
import { type Origin, origins, parseOrigin } from '../identity-center/origin.ts'
import { findRule } from '../identity-center/rules/rule-book.ts'
import { operationNames } from '../operations/operation.ts'
import type { EventQuery } from '../store/event-types.ts'
import { AdministrationError } from './shared/administration-error.ts'

/** A search for events, as text values of a command line or a query string. All conditions must match. */
export interface EventSearch {
  /** An identity store; `none` for requests without a known store; without it, all stores. */
  readonly store?: string
  /** A time such as 2026-01-31T12:00:00Z, a day, or an age: 90s, 30m, 1h, 2d. */
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
  /** `true`: refused requests only. */
  readonly failed?: string
  /** How the request came: `scim`, `manual` or `api`. `hand` is accepted for `manual`. */
  readonly origin?: string
}

/** The names of the conditions. */
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

/** A day or a time of RFC 3339, section 5.6, with an offset, because a time without one depends on the time zone. */
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
      `${name} must be a time such as 2026-01-31T12:00:00Z, a day, or an age such as 30m, 1h or 2d.`,
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
  throw invalid(`There is no operation ${text}. The operations are ${knownOperations.join(', ')}.`)
}

const readRule = (text: string): string => {
  if (findRule(text) !== undefined) return text
  throw invalid(`There is no rule ${text}. The command \`rules\` lists them.`)
}

const readStatus = (text: string): number => {
  if (/^[1-5]\d\d$/.test(text)) return Number(text)
  throw invalid('status must be an HTTP status of three digits.')
}

const readBoolean = (name: string, text: string): boolean => {
  if (text === 'true' || text === '') return true
  if (text === 'false') return false
  throw invalid(`${name} must be true or false.`)
}

const readOrigin = (text: string): Origin => {
  const origin = parseOrigin(text)
  if (origin !== undefined) return origin
  throw invalid(`origin must be one of ${origins.join(', ')}.`)
}

/** Parses a search to a query of the store. Throws an AdministrationError for invalid values. */
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
    ...(failed !== undefined && readBoolean('failed', failed) && { failed: true }),
  }
}
