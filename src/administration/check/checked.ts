import type { Finding } from '../../identity-center/rule.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'

/** What would become of a user or group that was sent to be created. */
export type Verdict = 'refused' | 'warned' | 'fine'

/** A user or group that was checked. */
export interface CheckedResource {
  readonly type: ResourceTypeName
  readonly name: string
  readonly verdict: Verdict
  /** Whether the store that it was held against has it already: it would be updated, not created. */
  readonly alreadyThere: boolean
  readonly findings: readonly Finding[]
}

/** The same, of a file. */
export interface CheckedRow extends CheckedResource {
  readonly line: number
}

/** What findings lead to. */
export const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'refused')) return 'refused'
  return findings.length > 0 ? 'warned' : 'fine'
}
