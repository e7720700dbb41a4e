import { randomBytes } from 'node:crypto'
import type { Conversation } from './conversation.ts'
import type { Target } from './replay.ts'

/** The endpoint that SCIM_CONVERSATIONS_ENDPOINT and SCIM_CONVERSATIONS_TOKEN name; nothing where they are not set. */
export const elsewhere = (
  environment: Readonly<Record<string, string | undefined>>,
): Target | undefined => {
  const endpoint = environment['SCIM_CONVERSATIONS_ENDPOINT']
  const token = environment['SCIM_CONVERSATIONS_TOKEN']
  if (!endpoint && !token) return undefined
  if (!endpoint || !token)
    throw new Error('SCIM_CONVERSATIONS_ENDPOINT and SCIM_CONVERSATIONS_TOKEN belong together')
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    token,
    unique: `-${randomBytes(4).toString('hex')}`,
    cleansUp: true,
  }
}

/** Why a conversation says nothing about an endpoint that cannot be configured and may hold resources already. */
export const reasonToPassOver = (
  { asOf, settings, presumesEmpty }: Conversation,
  today: Date,
): string | undefined => {
  if (asOf !== undefined && asOf < today.toISOString().slice(0, 10))
    return `it is about the service as it was on ${asOf}`
  if (settings !== undefined) return 'it needs settings of this server'
  if (presumesEmpty === true) return 'it presumes an empty identity store'
  return undefined
}
