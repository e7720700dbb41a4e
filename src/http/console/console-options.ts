import type { Administration } from '../../administration/administration.ts'
import type { ConsoleAccess } from '../../administration/console-access.ts'
import type { StoreCounts } from '../../administration/stores/store-counts.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import type { TokenVerifier } from '../shared/token-attempts.ts'

export interface ConsoleOptions {
  readonly administration: Administration
  readonly counts: (identityStoreId: string) => Promise<StoreCounts>
  readonly access: ConsoleAccess
  /** Verifies the admin token, and limits how often a client can guess it. */
  readonly verifyToken: TokenVerifier
  /** The host that the private listener listens on: `--admin-host`. */
  readonly adminHost: string
  readonly now: () => Date
  /** The epoch of stores that do not set their own. */
  readonly asOf: EpochDate
}
