import type { UserSummary, UserView } from '../administration/directory/directory.ts'
import { textPairs } from './print.ts'

export const userHeading = ['USER', 'USER NAME', 'DISPLAY NAME', 'E-MAIL', 'STATUS', 'MADE BY']

const statusOf = ({ enabled }: UserSummary) => (enabled ? 'enabled' : 'disabled')

/** A user as a row of a table. */
export const userRow = (user: UserSummary): readonly string[] => [
  user.userId,
  user.userName,
  user.displayName,
  user.email ?? '-',
  statusOf(user),
  user.createdBy,
]

const known: readonly unknown[] = ['id', 'meta', 'schemas', 'userName', 'displayName', 'active']

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** A user for people. */
export const userText = (user: UserView): string => {
  const { resource, externalIds, accessControlAttributes, extra } = user
  const attributes = Object.entries({ ...resource, ...extra }).filter(
    ([name]) => !known.includes(name) && name !== 'externalId',
  )
  const carried = accessControlAttributes.flatMap(({ expression, value }) =>
    value === null ? [] : [[`  ${expression}`, value] as const],
  )
  return [
    textPairs([
      ['User', user.userId],
      ['User name', user.userName],
      ['Display name', user.displayName],
      ['E-mail', user.email ?? 'none'],
      ['Status', statusOf(user)],
      ['Made', `${user.createdAt} by ${user.createdBy}`],
      ['Changed', `${user.updatedAt} by ${user.updatedBy}`],
      ...externalIds.map(({ issuer, id }) => ['External id', `${id} (${issuer})`] as const),
      ...attributes.map(([name, value]) => [name, shown(value)] as const),
    ]),
    '\nFor access control it would carry\n',
    textPairs(carried),
  ].join('')
}
