import { type Source, userGuide } from './source.ts'

const dayMs = 86_400_000

/** AWS user guide, automatic provisioning. */
export const tokenLifeYears = 1

/** When a token expires that was generated at this time: on the same day of the next year, in UTC. */
export const tokenExpiry = (createdAt: Date): Date => {
  const expiresAt = new Date(createdAt)
  expiresAt.setUTCFullYear(createdAt.getUTCFullYear() + tokenLifeYears)
  return expiresAt
}

/** The service sends reminders from this many days before a token expires. */
export const expiringDays = 90

/** The state of a token; `expiring` in the days with reminders. */
export type TokenState = 'active' | 'expiring' | 'expired'

/** The days until a token expires, rounded up; 0 if it has expired. */
export const daysLeft = (expiresAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs))

/** The state of a token at a time. */
export const tokenState = (expiresAt: Date, now: Date): TokenState => {
  const days = daysLeft(expiresAt, now)
  if (days === 0) return 'expired'
  return days > expiringDays ? 'active' : 'expiring'
}

/** A period of reminders with the same frequency. */
interface ReminderPhase {
  /** It begins with `from` days left, and ends before `until` days are left. */
  readonly from: number
  readonly until: number
  /** The days between one reminder and the next, repeated in turn. */
  readonly steps: readonly number[]
}

/**
 * How often the service sends reminders. The frequencies are documented. The days of the week are assumed.
 */
export const reminderPhases: readonly ReminderPhase[] = [
  { from: expiringDays, until: 60, steps: [7] }, // weekly
  { from: 60, until: 30, steps: [3, 4] }, // twice a week
  { from: 30, until: 15, steps: [2, 2, 3] }, // three times a week
  { from: 15, until: 0, steps: [1] }, // daily
]

export const reminderSource: Source = userGuide('provision-automatically')

/** The type of AWS Health's reminder events: AWS re:Post, SCIM token expiry emails. */
export const reminderEventType = 'AWS_IAMIDENTITYCENTER_SCIM_BEARER_TOKEN_EXPIRY_NOTIFICATION'

const listDays = ({ from, until, steps }: ReminderPhase): readonly number[] => {
  const days: number[] = []
  for (let day = from, step = 0; day > until; day -= steps[step++ % steps.length] ?? 1) {
    days.push(day)
  }
  return days
}

/** The days left at each reminder, in the order of the reminders. */
export const reminderDays: readonly number[] = reminderPhases.flatMap(listDays)

/** One reminder of a token that expires. */
export interface Reminder {
  readonly at: Date
  readonly daysLeft: number
}

/** All reminders before a token expires. */
export const listReminders = (expiresAt: Date): readonly Reminder[] =>
  reminderDays.map((days) => ({
    at: new Date(expiresAt.getTime() - days * dayMs),
    daysLeft: days,
  }))
