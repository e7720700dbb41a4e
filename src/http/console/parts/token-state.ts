import type { TokenView } from '../../../administration/stores/tokens.ts'
import type { TokenState } from '../../../identity-center/token-expiry.ts'
import { plural } from '../../../lib/plural.ts'
import type { Severity } from './alert.tsx'

/** The colors of AWS's console: more than 90 days left, 90 days or less, expired. */
const severities: Readonly<Record<TokenState, Severity>> = {
  active: 'good',
  expiring: 'warning',
  expired: 'bad',
}

/** Describes the state of a token as text and as a color. */
export const describeTokenState = ({
  state,
  daysLeft,
}: Pick<TokenView, 'state' | 'daysLeft'>): { readonly kind: Severity; readonly text: string } => {
  const days = plural(daysLeft, 'day')
  const texts = { active: `Valid for ${days}`, expiring: `Expires in ${days}`, expired: 'Expired' }
  return { kind: severities[state], text: texts[state] }
}

/** The tokens that have not expired, oldest first. */
export const liveTokens = (tokens: readonly TokenView[]): readonly TokenView[] =>
  tokens
    .filter(({ state }) => state !== 'expired')
    .sort((one, other) => one.createdAt.localeCompare(other.createdAt))
