import type { Finding } from '../../identity-center/rule.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'

/** The result of creating a user or group. */
export type Verdict = 'refused' | 'warned' | 'fine'

/** A checked user or group. */
export interface CheckedResource {
  readonly type: ResourceTypeName
  readonly name: string
  readonly verdict: Verdict
  /** Whether the store already has it, so that the identity provider would update it. */
  readonly alreadyThere: boolean
  readonly findings: readonly Finding[]
}

/** A checked user or group of a file. */
export interface CheckedRow extends CheckedResource {
  readonly line: number
}

/** The verdict that follows from findings. */
export const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'refused')) return 'refused'
  return findings.length > 0 ? 'warned' : 'fine'
}
