import type { FastifyRequest } from 'fastify'
import { constantTimeEqual } from '../../lib/constant-time-equal.ts'
import { sha256 } from '../../lib/sha256.ts'
import { ConsoleError } from './console-error.ts'

const readOnly = new Set(['GET', 'HEAD'])

/**
 * Whether a request that may change something comes from a page of this server. The session cookie does not prove it:
 * cookies ignore ports, so every server on this machine is `SameSite`. For browsers that send neither Sec-Fetch-Site
 * nor Origin, the CSRF token is the only protection.
 */
export const isSameOrigin = ({ method, headers }: FastifyRequest): boolean => {
  if (readOnly.has(method)) return true
  const site = headers['sec-fetch-site'] // Fetch Metadata, section 2.3; browsers send it only to secure contexts
  if (site !== undefined && site !== 'same-origin') return false
  const { origin, host } = headers
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`
}

/** Derives the CSRF token of a session. It does not reveal the session's secret. */
export const deriveCsrfToken = (session: string): string =>
  sha256(`form ${session}`).toString('base64url')

/** Rejects a form that was not made for this session. */
export const requireCsrfToken = (session: string, given: string | null): void => {
  if (constantTimeEqual(deriveCsrfToken(session), given ?? '')) return
  throw new ConsoleError(
    403,
    'Nothing was changed, because this form belongs to another session. Reload the page and try again.',
  )
}
