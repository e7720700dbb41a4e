import type { Test } from 'tap'

/** What somebody does who means harm, and what must hold then. */
export interface Attack {
  readonly does: string
  readonly holds: string
}

/**
 * One entry of the list in test/security/: an attack with its proof. The list in test/security/README.md is printed
 * from these calls, so the texts are written out where it is called.
 */
export const attack = (
  t: Pick<Test, 'test'>,
  name: string,
  { does, holds }: Attack,
  proof: (t: Test) => Promise<unknown>,
) => t.test(`${name}: an attacker ${does}; ${holds}`, proof)
