import type { UserSummary } from '../../../administration/directory/directory.ts'
import { Badge } from './badge.tsx'

const origins = { scim: 'SCIM', manual: 'Manual', api: 'Identity Store API' } as const

/** Whether a user can sign in. */
export const EnabledBadge = ({ enabled }: Pick<UserSummary, 'enabled'>) =>
  enabled ? <Badge kind="good">Enabled</Badge> : <Badge kind="warning">Disabled</Badge>

/** How a user or group was created or changed. */
export const originLabel = (origin: keyof typeof origins): string => origins[origin]

/** The same as an adverbial phrase. */
export const originPhrase = (origin: keyof typeof origins): string =>
  origin === 'manual'
    ? 'manually'
    : `through ${origin === 'api' ? 'the ' : ''}${originLabel(origin)}`
