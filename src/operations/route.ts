import type { Dialect } from '../identity-center/dialect.ts'
import type { Refusal } from '../identity-center/errors.ts'
import { refusalOf } from '../identity-center/judge.ts'
import { endpointExists, groupUpdateByPatch } from '../identity-center/rules/routing.ts'
import { endpoints } from './endpoints.ts'
import type { OperationName } from './operation.ts'

/** The operation that a request leads to, and the `{id}` of its path. */
export interface Destination {
  readonly operation: OperationName
  readonly id: string
}

/** A longer one is no id of anything. */
export const idLengthMax = 1_024

const belowEndpoint = (path: string) => path.replace(/^\/[^/]+\/scim\/v2(?=\/|$)/, '')

const segmentsOf = (path: string): readonly string[] | undefined => {
  try {
    return belowEndpoint(path).split('/').map(decodeURIComponent)
  } catch {
    return undefined // malformed percent-encoding leads nowhere
  }
}

const groupEndpoint = '/Groups/:id'

/** The `{id}` that a path has where the pattern says so; empty where it says no such thing; undefined when they differ. */
const match = (pattern: string, segments: readonly string[]): string | undefined => {
  const wanted = pattern.split('/')
  const hasId = wanted.at(-1) === ':id'
  const fits = wanted.every((word, index) => word === ':id' || word === segments[index])
  if (!fits || wanted.length !== segments.length) return undefined
  const id = hasId ? segments.at(-1) : ''
  return id !== undefined && id.length <= idLengthMax ? id : undefined
}

/**
 * Which operation a method and a path lead to. The path has single slashes and no query; it stands below the SCIM
 * endpoint (`/Users/x`) or begins with it (`/{tenant_id}/scim/v2/Users/x`).
 */
export const findOperation = (method: string, path: string): Destination | undefined => {
  const segments = segmentsOf(path)
  if (segments === undefined) return undefined
  for (const [verb, pattern, operation] of endpoints) {
    const id = verb === method ? match(pattern, segments) : undefined
    if (id !== undefined) return { operation, id }
  }
  return undefined
}

/** What a request that leads to no operation is refused with. */
export const refusalOfRoute = (method: string, path: string, dialect: Dialect): Refusal => {
  const segments = segmentsOf(path) ?? []
  const isPutGroup = method === 'PUT' && match(groupEndpoint, segments) !== undefined
  return refusalOf(isPutGroup ? groupUpdateByPatch : endpointExists, [{ location: [] }], dialect)
}
