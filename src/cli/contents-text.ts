import type { ContentCounts } from '../store/content-types.ts'

const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`

/** How much something is, in words. */
export const contentsText = ({ users, groups, memberships }: ContentCounts): string =>
  `${counted(users, 'user')}, ${counted(groups, 'group')} and ${counted(memberships, 'membership')}`
