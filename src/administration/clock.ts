import { AdministrationError } from './shared/administration-error.ts'

/** What a server's clock shows, and how it came to that. */
export interface ClockView {
  readonly now: string
  /** `real`: as the machine's. `moved`: it runs, but ahead or behind. `frozen`: it stands still. */
  readonly state: 'real' | 'moved' | 'frozen'
  /** How far it is ahead of the machine's clock; negative where it is behind. Null while it stands still. */
  readonly offsetSeconds: number | null
  /** Null unless it stands still. */
  readonly frozenAt: string | null
  /** Whether it can be set: `serve --allow-clock`. */
  readonly allowed: boolean
}

/** How a clock is set: to stand still at a moment, to run ahead by so many seconds, or (neither) to run with the machine's again. */
export interface ClockChange {
  readonly frozenAt?: string
  readonly offsetSeconds?: number
}

/** The clock that the world is told by. It is this process's alone: each server of a database has its own. */
export interface Clock {
  readonly now: () => Date
  readonly show: () => ClockView
  /** Throws an AdministrationError for what is no time, or where the clock may not be set. */
  readonly set: (change: ClockChange) => ClockView
}

/** A clock as whoever asks for it from afar has it. */
export interface SettableClock {
  readonly show: () => Promise<ClockView>
  readonly set: (change: ClockChange) => Promise<ClockView>
}

const earliest = Date.parse('1970-01-01T00:00:00Z')
const latest = Date.parse('2999-12-31T00:00:00Z') // tokens must have a year left

const isWithin = (time: number) => time >= earliest && time <= latest

/** A moment of RFC 3339, section 5.6, with its offset: without one it would depend on where this runs. */
const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const invalid = (sentence: string) => new AdministrationError('invalid', sentence)

const parseMoment = (text: string): number => {
  const time = momentShape.test(text) ? Date.parse(text) : Number.NaN
  if (isWithin(time)) return time
  throw invalid('frozenAt is a moment as in 2026-01-31T12:00:00Z, between the years 1970 and 2999.')
}

/** How a server says that its clock is left alone. */
export const clockNotAllowed =
  'This server leaves its clock alone; start it with --allow-clock to have its clock set.'

/** The machine's clock, which can be set where that is allowed. Timers and durations do not follow it. */
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
        throw invalid('A clock stands still (frozenAt) or runs ahead (offsetSeconds); give one.')
      }
      const standing = frozenAt === undefined ? undefined : parseMoment(frozenAt)
      const ahead = Math.round((offsetSeconds ?? 0) * 1000)
      if (!isWithin(machine() + ahead)) {
        throw invalid(
          'offsetSeconds is a number of seconds that leads between the years 1970 and 2999.',
        )
      }
      frozen = standing
      offset = ahead
      return show()
    },
  }
}
