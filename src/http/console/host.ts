import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

const parseHostName = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return undefined
  }
}

/**
 * Whether the Host header names this server. A hostile website can make its own host name resolve to this server (DNS
 * rebinding), but it cannot make a browser send an IP address, `localhost` or the name in `--admin-host`.
 */
export const isOwnHost = ({ raw, headers }: FastifyRequest, adminHost: string): boolean => {
  // An absolute URL in the request line could contradict the Host header. No browser sends one.
  if (!raw.url?.startsWith('/')) return false
  const name = headers.host === undefined ? undefined : parseHostName(headers.host)
  if (name === undefined) return false
  return (
    isIP(name) !== 0 ||
    name === 'localhost' ||
    name.endsWith('.localhost') || // RFC 6761, section 6.3
    name === parseHostName(adminHost)
  )
}
