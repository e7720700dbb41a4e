import type { IdentityStoreView, ProvisionedStoreView } from '../administration/administration.ts'
import type { NewAccessKeyView } from '../administration/stores/access-keys.ts'
import type { NewTokenView } from '../administration/stores/tokens.ts'
import { readableText } from '../identity-center/code-points.ts'

/** What JSON need not escape, and terminals act on: DELETE, and the control characters of ISO 6429 in one character. */
const acting = /[\u007f-\u009f]/g

/** One line of JSON, for scripts, and for people who look at it on a terminal. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(acting, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)}\n`

/** Rows under a heading, each column as wide as its widest cell. What cannot be seen, or a terminal would act on, is spelled out. */
export const textTable = (
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const all = [heading, ...rows.map((row) => row.map(readableText))]
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return all.map((row) => `${line(row).trimEnd()}\n`).join('')
}

/** Names and values, one pair a line, made readable. */
export const textPairs = (pairs: readonly (readonly [name: string, value: string])[]): string => {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${readableText(value)}\n`).join('')
}

/** One identity store for people. */
export const storeText = (store: IdentityStoreView): string =>
  textPairs([
    ['Identity store', store.identityStoreId],
    ['Provisioning', store.provisioningEnabled ? 'enabled' : 'disabled'],
    ['Tenant id', store.tenantId ?? 'none'],
    [
      'SCIM endpoint',
      store.scimEndpoint ?? (store.provisioningEnabled ? 'none until it is served' : 'none'),
    ],
    ['Created', store.createdAt],
    ['Settings', JSON.stringify(store.settings)],
  ])

const onlyNow = 'Copy the access token now: it is not kept and will not be shown again.\n'

/** A token with its value, this once. */
export const newTokenText = (token: NewTokenView): string =>
  textPairs([
    ['Token id', token.id],
    ['Expires', token.expiresAt],
    ['Access token', token.accessToken],
  ]) + onlyNow

/** An access key with its secret, this once. */
export const newAccessKeyText = (key: NewAccessKeyView): string =>
  `${textPairs([
    ['Access key id', key.accessKeyId],
    ['Secret access key', key.secretAccessKey],
  ])}Copy the secret now: it will not be shown again.\n`

/** A store, with the token that enabling brought it. */
export const provisionedText = ({ token, ...store }: ProvisionedStoreView): string =>
  token === undefined ? storeText(store) : `${storeText(store)}\n${newTokenText(token)}`
