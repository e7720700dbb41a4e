import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { ConsoleError } from './console-error.ts'

const readOnly = new Set(['GET', 'HEAD'])

/**
 * Whether a request that may change something comes from a page of this server. Cookies are no proof: they know no
 * ports, so that any page on this machine is `SameSite`. Browsers that say nothing are held by the form token alone.
 */
export const isSameOrigin = ({ method, headers }: FastifyRequest): boolean => {
  if (readOnly.has(method)) return true
  const site = headers['sec-fetch-site'] // Fetch Metadata, section 2.3; not sent where the host is no secure context
  if (site !== undefined && site !== 'same-origin') return false
  const { origin, host } = headers
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`
}

/** What every form of a session has in it: nobody else can know it, and it does not give the session away. */
export const csrfTokenOf = (session: string): string =>
  createHash('sha256').update(`form ${session}`).digest('base64url')

/** Refuses a form that was not made for this session. */
export const requireCsrfToken = (session: string, given: string | null): void => {
  const [wanted, actual] = [Buffer.from(csrfTokenOf(session)), Buffer.from(given ?? '')]
  if (wanted.length === actual.length && timingSafeEqual(wanted, actual)) return
  throw new ConsoleError(
    403,
    'Nothing was done: this form is of another session. Load the page again.',
  )
}
