import { plural } from '../lib/plural.ts'
import type { ContentCounts } from '../store/content-types.ts'

/** How much something is, in words. */
export const contentsText = ({ users, groups, memberships }: ContentCounts): string =>
  `${plural(users, 'user')}, ${plural(groups, 'group')} and ${plural(memberships, 'membership')}`
