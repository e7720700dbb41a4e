import type { ContentCounts } from '../store/content-types.ts'
import type { Spooled } from './files/spool.ts'
import type { Imported, ImportRequest } from './import/import-request.ts'

/** All that a store holds of people, at once. Each method answers, or throws an AdministrationError. */
export interface Contents {
  /** Deletes users, groups, memberships and events; address, tokens and settings stay. */
  readonly reset: (identityStoreId: string) => Promise<void>
  /** Settings, users, groups and memberships as they were at one moment, as a file. Whoever asked discards it. */
  readonly snapshot: (identityStoreId: string) => Promise<Spooled>
  /** Replaces settings, users, groups and memberships by those of such a file: all, or nothing. */
  readonly restore: (
    identityStoreId: string,
    file: AsyncIterable<Uint8Array>,
  ) => Promise<ContentCounts>
  /** Takes over what `aws identitystore` lists, from one file or several with a record separator before each. */
  readonly import: (
    identityStoreId: string,
    files: AsyncIterable<Uint8Array>,
    request?: ImportRequest,
  ) => Promise<Imported>
}
