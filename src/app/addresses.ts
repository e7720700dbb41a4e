import type { FastifyInstance } from 'fastify'

/** Maps the wildcard addresses, which clients cannot connect to on every system, to the loopback addresses. */
const reachableHosts: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** An origin such as `http://127.0.0.1:8080`, with IPv6 addresses in brackets (RFC 3986, section 3.2.2). */
export const formatOrigin = (protocol: 'http' | 'https', host: string, port: number): string => {
  const name = reachableHosts[host] ?? host
  return `${protocol}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The port that a listening server is bound to. 0 if it is not listening. */
export const portOf = (app: FastifyInstance): number => {
  const [address] = app.addresses()
  return typeof address === 'object' ? address.port : 0
}

/** The SCIM endpoint of a tenant, without the trailing slash that the AWS console shows. */
export const formatScimEndpoint = (base: string, tenantId: string): string =>
  `${base}/${tenantId}/scim/v2`
