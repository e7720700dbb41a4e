import type { FastifyInstance } from 'fastify'

/** An address that a client on this machine can use: that of all interfaces is nobody's. */
const reachableHosts: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** `http://127.0.0.1:8080`: where something listens, with IPv6 addresses in brackets (RFC 3986, section 3.2.2). */
export const originOf = (protocol: 'http' | 'https', host: string, port: number): string => {
  const name = reachableHosts[host] ?? host
  return `${protocol}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The port that a server got, where it asked for any. */
export const portOf = (app: FastifyInstance): number => {
  const [address] = app.addresses()
  return typeof address === 'object' ? address.port : 0
}

/** The SCIM endpoint of a tenant, as the console shows it but without a slash at its end. */
export const scimEndpoint = (base: string, tenantId: string): string =>
  `${base}/${tenantId}/scim/v2`
