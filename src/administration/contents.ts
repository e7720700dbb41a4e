import type { ContentCounts } from '../store/content-types.ts'
import type { Spooled } from './files/spool.ts'
import type { Imported, ImportRequest } from './import/import-request.ts'

/** Operations on all contents of a store. Each method throws an AdministrationError if it fails. */
export interface Contents {
  /** Deletes users, groups, memberships and events. The tenant id, tokens and settings stay. */
  readonly reset: (identityStoreId: string) => Promise<void>
  /** A consistent snapshot of settings, users, groups and memberships, as a file. The caller discards it. */
  readonly snapshot: (identityStoreId: string) => Promise<Spooled>
  /** Replaces settings, users, groups and memberships by those of a snapshot: all, or none. */
  readonly restore: (
    identityStoreId: string,
    file: AsyncIterable<Uint8Array>,
  ) => Promise<ContentCounts>
  /** Imports the output of `aws identitystore`: one file, or several with a record separator before each. */
  readonly import: (
    identityStoreId: string,
    files: AsyncIterable<Uint8Array>,
    request?: ImportRequest,
  ) => Promise<Imported>
}
