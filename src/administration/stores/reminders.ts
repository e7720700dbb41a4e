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

/** A reminder that the service would have sent by now, or will send. */
export interface ReminderView {
  readonly at: string
  readonly daysLeft: number
  readonly sent: boolean
}

/** The reminders about the expiry of one token. */
export interface TokenRemindersView {
  readonly tokenId: string
  readonly state: TokenState
  readonly expiresAt: string
  readonly daysLeft: number
  /** Null while more than 90 days are left. */
  readonly sentence: string | null
  /** Oldest first. */
  readonly reminders: readonly ReminderView[]
}

/** The reminders about the expiry of the tokens of a store. */
export interface RemindersView {
  /** The banner of the console, about the most urgent token; null if no token is about to expire. */
  readonly banner: string | null
  /** The type of the events that AWS Health would send. */
  readonly eventType: string
  readonly items: readonly TokenRemindersView[]
}

const renew =
  'Create a second token, enter it in the identity provider, test it, and then delete this one.'

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
      return `The ${token} expired on ${day}. Requests with it are refused. ${renew}`
  }
}

/** The reminders for the tokens of a store, derived from the clock and their expiry. */
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
