import type { TokenView } from '../../administration/administration.ts'
import type { Mood } from './parts/alert.tsx'

const dayMilliseconds = 86_400_000

/** From here on the service reminds: AWS user guide, automatic provisioning. */
const reminderDays = 90

/** How long a token still opens the door, and how that is to be taken. */
export interface TokenState {
  /** Whole days; none once it has expired. */
  readonly daysLeft: number
  readonly kind: Mood
  readonly words: string
}

/** The state of a token as its colour says it: more than 90 days, less, or expired. */
export const tokenState = ({ expiresAt, state }: TokenView, now: Date): TokenState => {
  const left = Date.parse(expiresAt) - now.getTime()
  if (state === 'expired') return { daysLeft: 0, kind: 'bad', words: 'Expired' }
  const daysLeft = Math.max(0, Math.floor(left / dayMilliseconds))
  const days = daysLeft === 1 ? '1 day' : `${daysLeft} days`
  if (left > reminderDays * dayMilliseconds) {
    return { daysLeft, kind: 'good', words: `Valid for ${days}` }
  }
  return { daysLeft, kind: 'warning', words: `Expires in ${days}` }
}
