import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { sentPointer } from '../../scim/pointer.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'

const parsePointer = (pointer: string): readonly (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) =>
      /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~'),
    )

/** The members with the id of the user or group that a request is about; SCIM has it in the path. */
const idMembers = ['UserId', 'GroupId'] as const

/** The finding with a pointer into the request that was sent, not into the SCIM resource that was made from it. */
export const repointFinding = (finding: Finding, sent: JsonObject): Finding => {
  const { path, pointer } = finding
  if (path === 'id') {
    const member = idMembers.find((name) => Object.hasOwn(sent, name))
    return member === undefined ? finding : { ...finding, pointer: `/${member}` }
  }
  const [first, ...rest] = parsePointer(pointer)
  if (first === undefined) return finding
  const location =
    first === enterpriseUserUrn ? ['Extensions', enterpriseExtension, ...rest] : [first, ...rest]
  return { ...finding, pointer: sentPointer(sent, location) }
}
