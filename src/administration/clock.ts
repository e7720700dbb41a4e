import { AdministrationError } from './shared/administration-error.ts'

/** The state of a server's clock. */
export interface ClockView {
  readonly now: string
  /** `real`: the system clock. `moved`: the system clock with an offset. `frozen`: a fixed time. */
  readonly state: 'real' | 'moved' | 'frozen'
  /** How far it is ahead of the system clock; negative if it is behind. Null while it is frozen. */
  readonly offsetSeconds: number | null
  /** Null unless it is frozen. */
  readonly frozenAt: string | null
  /** Whether it can be set: `serve --allow-clock`. */
  readonly allowed: boolean
}

/** A change of a clock: freeze it at a time, move it by an offset, or (without both) follow the system clock again. */
export interface ClockChange {
  readonly frozenAt?: string
  readonly offsetSeconds?: number
}

/** The clock of this process. Each server of a database has its own. */
export interface Clock {
  readonly now: () => Date
  readonly show: () => ClockView
  /** Throws an AdministrationError for an invalid time, or if the clock cannot be set. */
  readonly set: (change: ClockChange) => ClockView
}

/** A clock that is set through the admin API. */
export interface SettableClock {
  readonly show: () => Promise<ClockView>
  readonly set: (change: ClockChange) => Promise<ClockView>
}

const earliest = Date.parse('1970-01-01T00:00:00Z')
const latest = Date.parse('2999-12-31T00:00:00Z') // tokens are valid for a year

const isWithin = (time: number) => time >= earliest && time <= latest

/** A time of RFC 3339, section 5.6, with an offset, because a time without one depends on the server's time zone. */
const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const invalid = (sentence: string) => new AdministrationError('invalid', sentence)

const parseMoment = (text: string): number => {
  const time = momentShape.test(text) ? Date.parse(text) : Number.NaN
  if (isWithin(time)) return time
  throw invalid(
    'frozenAt must be a time such as 2026-01-31T12:00:00Z, between the years 1970 and 2999.',
  )
}

/** The message of servers whose clock cannot be set. */
export const clockNotAllowed =
  'The clock of this server cannot be set. Start the server with --allow-clock.'

/** The system clock, which can be set unless there is a `refusal`. Timers and durations do not follow it. */
export const settableClock = (
  refusal: string | undefined,
  machine: () => number = Date.now,
): Clock => {
  let frozen: number | undefined
  let offset = 0
  const time = () => frozen ?? machine() + offset

  const show = (): ClockView => ({
    now: new Date(time()).toISOString(),
    state: frozen !== undefined ? 'frozen' : offset === 0 ? 'real' : 'moved',
    offsetSeconds: frozen === undefined ? offset / 1000 : null,
    frozenAt: frozen === undefined ? null : new Date(frozen).toISOString(),
    allowed: refusal === undefined,
  })

  return {
    now: () => new Date(time()),
    show,
    set: ({ frozenAt, offsetSeconds }) => {
      if (refusal !== undefined) throw new AdministrationError('forbidden', refusal)
      if (frozenAt !== undefined && offsetSeconds !== undefined) {
        throw invalid('Pass either frozenAt or offsetSeconds, not both.')
      }
      const standing = frozenAt === undefined ? undefined : parseMoment(frozenAt)
      const ahead = Math.round((offsetSeconds ?? 0) * 1000)
      if (!isWithin(machine() + ahead)) {
        throw invalid('offsetSeconds must lead to a time between the years 1970 and 2999.')
      }
      frozen = standing
      offset = ahead
      return show()
    },
  }
}
