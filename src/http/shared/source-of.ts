import { isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address that may be shortened: RFC 4291, section 2.2. */
const groupsOf = (address: string): readonly string[] => {
  const [front = '', back] = address.split('::')
  const [before, after] = [front, back ?? ''].map((part) => part.split(':').filter(Boolean))
  const missing = back === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0)
  return [...(before ?? []), ...Array<string>(Math.max(0, missing)).fill('0'), ...(after ?? [])]
}

/** What one client can call its own: an IPv4 address, or the 64 bits of an IPv6 network, of which it has all addresses. */
export const sourceOf = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  const [bare = ''] = address.split('%', 1)
  if (!isIPv6(bare)) return address
  return groupsOf(bare.toLowerCase())
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
