import type { MigrateConfig } from '../config.ts'
import type { StoreOptions } from '../store/open-store-types.ts'

/** The options to open the configured database. `notice` receives a sentence while the program waits for it. */
export const storeOptions = (
  { databaseUrl, dataDir, databaseWait }: MigrateConfig,
  notice: (sentence: string) => void,
): StoreOptions => ({
  ...(databaseUrl === undefined ? { dataDir } : { databaseUrl }),
  waitSeconds: databaseWait,
  notice,
})
