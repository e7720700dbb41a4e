import type { MigrateConfig } from '../config.ts'
import type { StoreOptions } from '../store/open-store-types.ts'

/** Which store the settings mean, and who hears when it takes long to reach. */
export const storeOptions = (
  { databaseUrl, dataDir, databaseWait }: MigrateConfig,
  notice: (sentence: string) => void,
): StoreOptions => ({
  ...(databaseUrl === undefined ? { dataDir } : { databaseUrl }),
  waitSeconds: databaseWait,
  notice,
})
