import type { Settings } from '../../identity-center/settings.ts'
import type { ContentCounts } from '../../store/content-types.ts'

/** What the first line of a snapshot says it is. */
export const snapshotFormat = 'identity-center-scim snapshot'

/**
 * The newest version of the format, which is the one that is written. All versions are read.
 * Version 2: `createdBy` and `updatedBy` say `manual` where version 1 says `hand`, and settings name rules by the ids
 * of today. Programs that know version 1 alone take neither, so their refusal has to say that the file is too new.
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

/** The last line: without it, the file was cut. */
export interface SnapshotEnd {
  readonly kind: 'end'
  /** Of all lines before it, each with its line feed. A file that was edited by hand goes without. */
  readonly sha256?: string
}
