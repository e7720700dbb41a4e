import type { GroupSummary, GroupView } from '../administration/directory/directory.ts'
import { textPairs } from './print.ts'

export const groupHeading = ['GROUP', 'NAME', 'DESCRIPTION', 'MADE BY', 'CREATED']

/** A group as a row of a table. */
export const groupRow = (group: GroupSummary): readonly string[] => [
  group.groupId,
  group.displayName,
  group.description ?? '-',
  group.createdBy,
  group.createdAt,
]

/** A group for people. */
export const groupText = (group: GroupView): string =>
  textPairs([
    ['Group', group.groupId],
    ['Name', group.displayName],
    ['Description', group.description ?? 'none'],
    ['Made', `${group.createdAt} by ${group.createdBy}`],
    ['Changed', `${group.updatedAt} by ${group.updatedBy}`],
    ...group.externalIds.map(({ issuer, id }) => ['External id', `${id} (${issuer})`] as const),
  ])
