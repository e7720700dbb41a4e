import type { ContentCounts } from '../store/content-types.ts'

const formatCount = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`

/** `2 users, 1 group and 3 memberships`. */
export const contentsText = ({ users, groups, memberships }: ContentCounts): string =>
  `${formatCount(users, 'user')}, ${formatCount(groups, 'group')} and ${formatCount(memberships, 'membership')}`
