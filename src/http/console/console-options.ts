import type { Administration } from '../../administration/administration.ts'
import type { ConsoleAccess } from '../../administration/console-access.ts'
import type { StoreCounts } from '../../administration/stores/store-counts.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import type { TokenJudge } from '../shared/token-attempts.ts'

export interface ConsoleOptions {
  readonly administration: Administration
  readonly counts: (identityStoreId: string) => Promise<StoreCounts>
  readonly access: ConsoleAccess
  /** Says whether this is the secret of the private listener, and how long to wait after many wrong ones. */
  readonly judgeToken: TokenJudge
  /** The host that the private listener was given. */
  readonly adminHost: string
  readonly now: () => Date
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
}
