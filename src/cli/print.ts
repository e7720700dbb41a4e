import type { IdentityStoreView, ProvisionedStoreView } from '../administration/administration.ts'
import type { NewAccessKeyView } from '../administration/stores/access-keys.ts'
import type { NewTokenView } from '../administration/stores/tokens.ts'
import { readableText } from '../identity-center/code-points.ts'

/** Characters that JSON does not escape but terminals interpret: DELETE and the C1 control characters (ISO 6429). */
const controlCharacters = /[\u007f-\u009f]/g

/** One line of JSON that is safe to show on a terminal. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(controlCharacters, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)}\n`

/** Rows below a heading, each column as wide as its widest cell. Invisible and control characters are spelled out. */
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

/** Names and values, one pair a line. Invisible and control characters are spelled out. */
export const textPairs = (pairs: readonly (readonly [name: string, value: string])[]): string => {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${readableText(value)}\n`).join('')
}

/** An identity store as names and values. */
export const storeText = (store: IdentityStoreView): string =>
  textPairs([
    ['Identity store', store.identityStoreId],
    ['Provisioning', store.provisioningEnabled ? 'enabled' : 'disabled'],
    ['Tenant id', store.tenantId ?? 'none'],
    [
      'SCIM endpoint',
      store.scimEndpoint ??
        (store.provisioningEnabled ? 'none while no server is running' : 'none'),
    ],
    ['Created', store.createdAt],
    ['Settings', JSON.stringify(store.settings)],
  ])

const tokenShownOnce = 'Copy the access token now. It is not stored and will not be shown again.\n'

/** A new token with its value, which is not stored. */
export const newTokenText = (token: NewTokenView): string =>
  textPairs([
    ['Token id', token.id],
    ['Expires', token.expiresAt],
    ['Access token', token.accessToken],
  ]) + tokenShownOnce

/** A new access key with its secret. */
export const newAccessKeyText = (key: NewAccessKeyView): string =>
  `${textPairs([
    ['Access key id', key.accessKeyId],
    ['Secret access key', key.secretAccessKey],
  ])}Copy the secret now. It will not be shown again.\n`

/** A store and, if enabling provisioning created one, its new token. */
export const provisionedText = ({ token, ...store }: ProvisionedStoreView): string =>
  token === undefined ? storeText(store) : `${storeText(store)}\n${newTokenText(token)}`
