import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

/** An empty directory, removed when the test ends. */
export const temporaryDirectory = async (t: Pick<Test, 'teardown'>): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'identity-center-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  return path
}
