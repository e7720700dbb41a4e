import { plural } from '../lib/plural.ts'
import type { ContentCounts } from '../store/content-types.ts'

/** `2 users, 1 group and 3 memberships`. */
export const contentsText = ({ users, groups, memberships }: ContentCounts): string =>
  `${plural(users, 'user')}, ${plural(groups, 'group')} and ${plural(memberships, 'membership')}`
