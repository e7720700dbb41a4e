import type { OpenStore, StoreOptions } from './open-store-types.ts'
import { compileProgram } from './pglite-program.ts'

/** Opens the store, migrations run. Throws a StartFailure for what its user can mend. */
export const openStore = async (options: StoreOptions): Promise<OpenStore> => {
  const { databaseUrl, dataDir = 'memory:' } = options
  // Only one of the two databases is loaded: that is a good part of a start.
  if (databaseUrl !== undefined) {
    const { openPostgresql } = await import('./open-postgresql.ts')
    return openPostgresql(databaseUrl, options)
  }
  const program = compileProgram()
  program.catch(() => {}) // whoever waits for it hears of it
  const { openDirectory, openMemory } = await import('./open-embedded.ts')
  return dataDir === 'memory:' ? openMemory(program) : openDirectory(dataDir, program)
}
