import { settableClock } from '../../src/administration/clock.ts'
import type { AdministrationMeans } from '../../src/administration/local-administration.ts'
import { spool } from '../../src/app/spool.ts'
import { version } from '../../src/app/version.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import type { World } from '../../src/operations/operation.ts'
import { dryStore } from '../../src/store/dry-store.ts'

/** What an administration without a server around it has. */
export const meansOf = (
  { store }: Pick<World, 'store'>,
  means: Partial<AdministrationMeans> = {},
): AdministrationMeans => ({
  endpointOf: () => null,
  asOf: newestEpoch,
  dryStore: () => dryStore(store),
  flushEvents: async () => {},
  accessKeySecrets: {
    secretOf: (accessKeyId) => `secret of ${accessKeyId}`,
    areCurrent: async () => true,
  },
  clock: settableClock(undefined),
  rotateAdminToken: async () => 'another-admin-token',
  spool,
  version,
  ...means,
})
