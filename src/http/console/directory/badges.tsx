import type { UserSummary } from '../../../administration/directory/directory.ts'
import { Badge } from '../parts/badge.tsx'

const origins = { scim: 'SCIM', manual: 'Manual', api: 'Identity Store API' } as const

/** Whether a user may sign in. */
export const EnabledBadge = ({ enabled }: Pick<UserSummary, 'enabled'>) =>
  enabled ? <Badge kind="good">Enabled</Badge> : <Badge kind="warning">Disabled</Badge>

/** Through which door something came. */
export const originText = (origin: keyof typeof origins): string => origins[origin]

/** The same within a sentence. */
export const byWhom = (origin: keyof typeof origins): string =>
  origin === 'manual' ? 'an administrator' : originText(origin)
