import {
  daysLeft,
  listReminders,
  reminderEventType,
  type TokenState,
  tokenState,
} from '../../identity-center/token-expiry.ts'
import { plural } from '../../lib/plural.ts'
import type { Dependencies } from '../../operations/operation.ts'
import type { TokenRow } from '../../store/store.ts'
import { requireStore } from './identity-stores.ts'

/** One reminder, of those that the service would have sent by now or those to come. */
export interface ReminderView {
  readonly at: string
  readonly daysLeft: number
  readonly sent: boolean
}

/** What the service would say of the expiry of one token. */
export interface TokenRemindersView {
  readonly tokenId: string
  readonly state: TokenState
  readonly expiresAt: string
  readonly daysLeft: number
  /** Null while there are more than 90 days left. */
  readonly sentence: string | null
  /** Oldest first. */
  readonly reminders: readonly ReminderView[]
}

/** What the service would say of the expiry of a store's tokens. */
export interface RemindersView {
  /** What the console would show on top: of the token that needs it most; null where none does. */
  readonly banner: string | null
  /** The type of the events by which AWS Health would remind. */
  readonly eventType: string
  readonly items: readonly TokenRemindersView[]
}

const renew =
  'Generate a second token, give it to the identity provider, test, then delete this one.'

const sentenceOf = ({ id, expiresAt }: TokenRow, store: string, now: Date): string | null => {
  const token = `access token ${id} of identity store ${store}`
  const day = expiresAt.toISOString().slice(0, 10)
  const days = daysLeft(expiresAt, now)
  switch (tokenState(expiresAt, now)) {
    case 'active':
      return null
    case 'expiring':
      return `The ${token} expires in ${plural(days, 'day')}, on ${day}. ${renew}`
    case 'expired':
      return `The ${token} expired on ${day}; whoever uses it is refused. ${renew}`
  }
}

/** The reminders of the tokens that a store has, from the clock and their expiry. */
export const getReminders = async (
  dependencies: Dependencies,
  identityStoreId: string,
): Promise<RemindersView> => {
  await requireStore(dependencies.store, identityStoreId)
  const now = dependencies.now()
  const items = (await dependencies.store.tokens.list(identityStoreId)).map(
    (token): TokenRemindersView => ({
      tokenId: token.id,
      state: tokenState(token.expiresAt, now),
      expiresAt: token.expiresAt.toISOString(),
      daysLeft: daysLeft(token.expiresAt, now),
      sentence: sentenceOf(token, identityStoreId, now),
      reminders: listReminders(token.expiresAt).map(({ at, ...reminder }) => ({
        at: at.toISOString(),
        ...reminder,
        sent: at <= now,
      })),
    }),
  )
  const [first] = items
    .filter(({ sentence }) => sentence !== null)
    .sort((one, other) => one.daysLeft - other.daysLeft)
  return { banner: first?.sentence ?? null, eventType: reminderEventType, items }
}
