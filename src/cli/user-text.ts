import type { UserSummary, UserView } from '../administration/directory/directory.ts'
import { textPairs } from './print.ts'

export const userHeading = ['USER', 'USER NAME', 'DISPLAY NAME', 'EMAIL', 'STATUS', 'CREATED BY']

const statusOf = ({ enabled }: UserSummary) => (enabled ? 'enabled' : 'disabled')

/** A user as a table row. */
export const userRow = (user: UserSummary): readonly string[] => [
  user.userId,
  user.userName,
  user.displayName,
  user.email ?? '-',
  statusOf(user),
  user.createdBy,
]

const namesShownAbove: readonly unknown[] = [
  'id',
  'meta',
  'schemas',
  'userName',
  'displayName',
  'active',
]

const formatValue = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** A user as names and values, with its attributes for access control. */
export const userText = (user: UserView): string => {
  const { resource, externalIds, accessControlAttributes, extra } = user
  const attributes = Object.entries({ ...resource, ...extra }).filter(
    ([name]) => !namesShownAbove.includes(name) && name !== 'externalId',
  )
  const accessControlRows = accessControlAttributes.flatMap(({ expression, value }) =>
    value === null ? [] : [[`  ${expression}`, value] as const],
  )
  return [
    textPairs([
      ['User', user.userId],
      ['User name', user.userName],
      ['Display name', user.displayName],
      ['Email', user.email ?? 'none'],
      ['Status', statusOf(user)],
      ['Created', `${user.createdAt} by ${user.createdBy}`],
      ['Updated', `${user.updatedAt} by ${user.updatedBy}`],
      ...externalIds.map(({ issuer, id }) => ['External id', `${id} (${issuer})`] as const),
      ...attributes.map(([name, value]) => [name, formatValue(value)] as const),
    ]),
    '\nAttributes for access control\n',
    textPairs(accessControlRows),
  ].join('')
}
