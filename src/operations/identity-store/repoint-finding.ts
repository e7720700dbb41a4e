import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { sentPointer } from '../../scim/pointer.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'

const keysOf = (pointer: string): readonly (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) =>
      /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~'),
    )

/** Where the id stood that a finding calls by its place in a path, as in SCIM. */
const idMembers = ['UserId', 'GroupId'] as const

/** A finding whose pointer leads into what was sent, not into the resource that was made of it. */
export const repointFinding = (finding: Finding, sent: JsonObject): Finding => {
  const { path, pointer } = finding
  if (path === 'id' && pointer === '') {
    const member = idMembers.find((name) => Object.hasOwn(sent, name))
    return member === undefined ? finding : { ...finding, pointer: `/${member}` }
  }
  const [first, ...rest] = keysOf(pointer)
  if (first === undefined) return finding
  const location =
    first === enterpriseUserUrn ? ['Extensions', enterpriseExtension, ...rest] : [first, ...rest]
  return { ...finding, pointer: sentPointer(sent, location) }
}
