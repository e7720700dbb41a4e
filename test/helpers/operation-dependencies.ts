import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import type { Dependencies } from '../../src/operations/operation.ts'
import { testStore } from './database.ts'

/** Dependencies on a new database, with a clock that is frozen until it is set. */
export const testDependencies = async (
  t: Pick<Test, 'teardown'>,
  start = '2026-01-31T12:00:00.000Z',
): Promise<Dependencies & { setClock: (time: string) => void }> => {
  let now = new Date(start)
  return {
    store: await testStore(t),
    now: () => now,
    randomBytes,
    setClock: (time) => {
      now = new Date(time)
    },
  }
}
