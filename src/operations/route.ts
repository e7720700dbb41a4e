import type { Refusal } from '../identity-center/errors.ts'
import type { Evaluation } from '../identity-center/evaluation.ts'
import { endpointExists, groupUpdateByPatch } from '../identity-center/rules/routing.ts'
import { endpoints } from './endpoints.ts'
import type { OperationName } from './operation.ts'

/** The operation that a request leads to, and the `{id}` of its path. */
export interface Destination {
  readonly operation: OperationName
  readonly id: string
}

/** In characters. A path with a longer id leads to no operation. */
export const idLengthMax = 1_024

const belowEndpoint = (path: string) => path.replace(/^\/[^/]+\/scim\/v2(?=\/|$)/, '')

const pathSegments = (path: string): readonly string[] | undefined => {
  try {
    return belowEndpoint(path).split('/').map(decodeURIComponent)
  } catch {
    return undefined // malformed percent-encoding
  }
}

const groupEndpoint = '/Groups/:id'

/** The `{id}` of a path that matches the pattern, empty where the pattern has none; undefined if it does not match. */
const match = (pattern: string, segments: readonly string[]): string | undefined => {
  const words = pattern.split('/')
  const hasId = words.at(-1) === ':id'
  const isMatch = words.every((word, index) => word === ':id' || word === segments[index])
  if (!isMatch || words.length !== segments.length) return undefined
  const id = hasId ? segments.at(-1) : ''
  return id !== undefined && id.length <= idLengthMax ? id : undefined
}

/**
 * The operation of a method and a path; undefined where there is none. The path has single slashes and no query. It is
 * relative to the SCIM endpoint (`/Users/x`) or begins with it (`/{tenant_id}/scim/v2/Users/x`).
 */
export const findOperation = (method: string, path: string): Destination | undefined => {
  const segments = pathSegments(path)
  if (segments === undefined) return undefined
  for (const [verb, pattern, operation] of endpoints) {
    const id = verb === method ? match(pattern, segments) : undefined
    if (id !== undefined) return { operation, id }
  }
  return undefined
}

/** The refusal of a request that leads to no operation. */
export const routeRefusal = (method: string, path: string, evaluation: Evaluation): Refusal => {
  const segments = pathSegments(path) ?? []
  const isPutGroup = method === 'PUT' && match(groupEndpoint, segments) !== undefined
  return evaluation.refusal(isPutGroup ? groupUpdateByPatch : endpointExists)
}
