import { isIPv6 } from 'node:net'

/** Expands an IPv6 address to its eight groups: RFC 4291, section 2.2. */
const expandIpv6 = (address: string): readonly string[] => {
  const [front = '', back] = address.split('::')
  const [before, after] = [front, back ?? ''].map((part) => part.split(':').filter(Boolean))
  const missing = back === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0)
  return [...(before ?? []), ...Array<string>(Math.max(0, missing)).fill('0'), ...(after ?? [])]
}

/** The addresses that one client controls: one IPv4 address, or the /64 network of an IPv6 address. */
export const clientNetwork = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  const [bare = ''] = address.split('%', 1)
  if (!isIPv6(bare)) return address
  return expandIpv6(bare.toLowerCase())
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
