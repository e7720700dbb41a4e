import type { GroupSummary, GroupView } from '../administration/directory/directory.ts'
import { textPairs } from './print.ts'

export const groupHeading = ['GROUP', 'NAME', 'DESCRIPTION', 'CREATED BY', 'CREATED']

/** A group as a table row. */
export const groupRow = (group: GroupSummary): readonly string[] => [
  group.groupId,
  group.displayName,
  group.description ?? '-',
  group.createdBy,
  group.createdAt,
]

/** A group as names and values. */
export const groupText = (group: GroupView): string =>
  textPairs([
    ['Group', group.groupId],
    ['Name', group.displayName],
    ['Description', group.description ?? 'none'],
    ['Created', `${group.createdAt} by ${group.createdBy}`],
    ['Updated', `${group.updatedAt} by ${group.updatedBy}`],
    ...group.externalIds.map(({ issuer, id }) => ['External id', `${id} (${issuer})`] as const),
  ])
