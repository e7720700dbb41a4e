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

/** From how many days before the end on the service reminds of a token's expiry. */
export const expiringDays = 90

/** How a token stands: `expiring` while reminders come. */
export type TokenState = 'active' | 'expiring' | 'expired'

/** How many days a token still has, the last one counted as a whole; 0 when it has expired. */
export const daysLeft = (expiresAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs))

/** How a token stands at a moment. */
export const tokenState = (expiresAt: Date, now: Date): TokenState => {
  const days = daysLeft(expiresAt, now)
  if (days === 0) return 'expired'
  return days > expiringDays ? 'active' : 'expiring'
}

/** A time with reminders of its own frequency. */
interface ReminderPhase {
  /** It begins with so many days left, and ends before there are as few as `until`. */
  readonly from: number
  readonly until: number
  /** How many days lie between one reminder and the next, in turn. */
  readonly steps: readonly number[]
}

/**
 * How often the service reminds of a token that expires. The frequencies are documented; on which days of a week the
 * reminders come is assumed.
 */
export const reminderPhases: readonly ReminderPhase[] = [
  { from: expiringDays, until: 60, steps: [7] }, // weekly
  { from: 60, until: 30, steps: [3, 4] }, // twice a week
  { from: 30, until: 15, steps: [2, 2, 3] }, // three times a week
  { from: 15, until: 0, steps: [1] }, // daily
]

export const reminderSource: Source = userGuide('provision-automatically')

/** The type of the event by which AWS Health reminds: AWS re:Post, SCIM token expiry e-mails. */
export const reminderEventType = 'AWS_IAMIDENTITYCENTER_SCIM_BEARER_TOKEN_EXPIRY_NOTIFICATION'

const listDays = ({ from, until, steps }: ReminderPhase): readonly number[] => {
  const days: number[] = []
  for (let day = from, step = 0; day > until; day -= steps[step++ % steps.length] ?? 1) {
    days.push(day)
  }
  return days
}

/** With how many days left a reminder comes, the first one first. */
export const reminderDays: readonly number[] = reminderPhases.flatMap(listDays)

/** One reminder of a token that expires. */
export interface Reminder {
  readonly at: Date
  readonly daysLeft: number
}

/** All reminders that a token leads to in its life. */
export const listReminders = (expiresAt: Date): readonly Reminder[] =>
  reminderDays.map((days) => ({
    at: new Date(expiresAt.getTime() - days * dayMs),
    daysLeft: days,
  }))
