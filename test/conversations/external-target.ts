import { randomBytes } from 'node:crypto'
import type { Conversation } from './conversation.ts'
import type { Target } from './replay.ts'

/** The endpoint in SCIM_CONVERSATIONS_ENDPOINT and SCIM_CONVERSATIONS_TOKEN; undefined where neither is set. */
export const externalTarget = (
  environment: Readonly<Record<string, string | undefined>>,
): Target | undefined => {
  const endpoint = environment['SCIM_CONVERSATIONS_ENDPOINT']
  const token = environment['SCIM_CONVERSATIONS_TOKEN']
  if (!endpoint && !token) return undefined
  if (!endpoint || !token)
    throw new Error('set both SCIM_CONVERSATIONS_ENDPOINT and SCIM_CONVERSATIONS_TOKEN, or neither')
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    token,
    unique: `-${randomBytes(4).toString('hex')}`,
    cleansUp: true,
  }
}

/** Why a conversation cannot run against an endpoint that cannot be configured and may already have resources. */
export const skipReason = (
  { asOf, settings, presumesEmpty }: Conversation,
  today: Date,
): string | undefined => {
  if (asOf !== undefined && asOf < today.toISOString().slice(0, 10))
    return `it is about the service as it was on ${asOf}`
  if (settings !== undefined) return 'it needs settings of this server'
  if (presumesEmpty === true) return 'it presumes an empty identity store'
  return undefined
}
