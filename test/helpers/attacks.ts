import type { Test } from 'tap'

/** What an attacker does, and what must hold. */
export interface Attack {
  readonly does: string
  readonly holds: string
}

/**
 * An attack with its test. The list in test/security/README.md is generated from the calls, so callers pass string
 * literals.
 */
export const attack = (
  t: Pick<Test, 'test'>,
  name: string,
  { does, holds }: Attack,
  proof: (t: Test) => Promise<unknown>,
) => t.test(`${name}: an attacker ${does}; ${holds}`, proof)
