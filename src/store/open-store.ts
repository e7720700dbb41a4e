import type { OpenStore, StoreOptions } from './open-store-types.ts'
import { compileProgram } from './pglite-program.ts'

/** Opens the store and runs migrations. Throws a StartFailure for problems that the operator can solve. */
export const openStore = async (options: StoreOptions): Promise<OpenStore> => {
  const { databaseUrl, dataDir = 'memory:' } = options
  // Loads the modules of one of the two databases only, which saves much of a start.
  if (databaseUrl !== undefined) {
    const { openPostgresql } = await import('./open-postgresql.ts')
    return openPostgresql(databaseUrl, options)
  }
  const program = compileProgram()
  program.catch(() => {}) // the caller that awaits it handles the error
  const { openDirectory, openMemory } = await import('./open-embedded.ts')
  return dataDir === 'memory:' ? openMemory(program) : openDirectory(dataDir, program)
}
