import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

const nameOf = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return undefined
  }
}

/**
 * Whether a browser that names this host means this server. A stranger's page can have its own name lead here (DNS
 * rebinding), but neither an address nor `localhost`, nor the name that the listener was given.
 */
export const isOwnHost = ({ raw, headers }: FastifyRequest, adminHost: string): boolean => {
  // Not in the request line as well: no browser does that, and whoever stands between may read the other one.
  if (!raw.url?.startsWith('/')) return false
  const name = headers.host === undefined ? undefined : nameOf(headers.host)
  if (name === undefined) return false
  return (
    isIP(name) !== 0 ||
    name === 'localhost' ||
    name.endsWith('.localhost') || // RFC 6761, section 6.3
    name === nameOf(adminHost)
  )
}
