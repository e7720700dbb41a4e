import type { Settings } from '../../identity-center/settings.ts'
import type { ContentCounts } from '../../store/content-types.ts'

/** The `format` of the first line of a snapshot. */
export const snapshotFormat = 'identity-center-scim snapshot'

/**
 * The newest version of the format, and the one that is written. All older versions are read.
 * Version 2: `createdBy` and `updatedBy` say `manual` where version 1 says `hand`, and settings name rules by the ids
 * of today. Programs that only know version 1 accept neither. The version number makes them report a newer file.
 */
export const snapshotVersion = 2

/** The first line of a snapshot. */
export interface SnapshotHeader {
  readonly format: typeof snapshotFormat
  readonly version: typeof snapshotVersion
  /** The version of the program that wrote it. */
  readonly program: string
  readonly time: string
  readonly identityStoreId: string
  readonly settings: Settings
  readonly counts: ContentCounts
}

/** The last line. Without it, the file is incomplete. */
export interface SnapshotEnd {
  readonly kind: 'end'
  /** Checksum of all lines before it, line feeds included. An edited file can omit it. */
  readonly sha256?: string
}
