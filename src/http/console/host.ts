import { isIP } from 'node:net'

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
export const isOwnHost = (host: string | undefined, adminHost: string): boolean => {
  const name = host === undefined ? undefined : nameOf(host)
  if (name === undefined) return false
  return (
    isIP(name) !== 0 ||
    name === 'localhost' ||
    name.endsWith('.localhost') || // RFC 6761, section 6.3
    name === nameOf(adminHost)
  )
}
