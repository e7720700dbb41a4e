import type { TokenView } from '../../../administration/stores/tokens.ts'
import type { TokenState } from '../../../identity-center/token-expiry.ts'
import type { Severity } from './alert.tsx'

/** The colours of AWS's console: more than 90 days, less, expired. */
const moods: Readonly<Record<TokenState, Severity>> = {
  active: 'good',
  expiring: 'warning',
  expired: 'bad',
}

/** How a token stands, in words and as its colour says it. */
export const tokenState = ({
  state,
  daysLeft,
}: Pick<TokenView, 'state' | 'daysLeft'>): { readonly kind: Severity; readonly words: string } => {
  const days = daysLeft === 1 ? '1 day' : `${daysLeft} days`
  const words = { active: `Valid for ${days}`, expiring: `Expires in ${days}`, expired: 'Expired' }
  return { kind: moods[state], words: words[state] }
}

/** Those that still open the door, oldest first. */
export const liveTokens = (tokens: readonly TokenView[]): readonly TokenView[] =>
  tokens
    .filter(({ state }) => state !== 'expired')
    .sort((one, other) => one.createdAt.localeCompare(other.createdAt))
