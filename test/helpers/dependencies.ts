import { settableClock } from '../../src/administration/clock.ts'
import type { AdministrationDependencies } from '../../src/administration/local-administration.ts'
import { spool } from '../../src/app/spool.ts'
import { version } from '../../src/app/version.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import type { Dependencies } from '../../src/operations/operation.ts'
import { dryRunStore } from '../../src/store/dry-run-store.ts'

/** The dependencies of an administration without a server. */
export const administrationDependencies = (
  { store }: Pick<Dependencies, 'store'>,
  dependencies: Partial<AdministrationDependencies> = {},
): AdministrationDependencies => ({
  endpointOf: () => null,
  asOf: newestEpoch,
  dryStore: () => dryRunStore(store),
  flushEvents: async () => {},
  accessKeySecrets: {
    secretOf: (accessKeyId) => `secret of ${accessKeyId}`,
    areCurrent: async () => true,
  },
  clock: settableClock(undefined),
  rotateAdminToken: async () => 'another-admin-token',
  spool,
  version,
  ...dependencies,
})
