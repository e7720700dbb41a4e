import { encodeUtf8 } from '../lib/utf8.ts'

/** The list that a cursor belongs to. The server rejects a cursor of another list. */
export interface CursorScope {
  readonly identityStoreId: string
  readonly resourceType: 'User' | 'Group'
  /** The text of `filter`, as sent. */
  readonly filter: string | undefined
}

/** FNV-1a, 64 bits. Not for secrets: it only detects a cursor that is used with another filter. */
export const checksum = (text: string): bigint => {
  let hash = 0xcbf29ce484222325n
  for (const byte of encodeUtf8(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash
}

const scopeText = ({ identityStoreId, resourceType, filter }: CursorScope): string =>
  JSON.stringify([identityStoreId, resourceType, filter ?? null])

/**
 * A cursor for the rows after the one with the sequence number `after`. Unpadded base64, in the alphabet that the
 * service documents for cursors: AWS developer guide, ListUsers.
 */
export const makeCursor = ({ after, ...tie }: CursorScope & { readonly after: number }): string =>
  btoa(`${after}.${checksum(`${after} ${scopeText(tie)}`).toString(36)}`).replace(/=+$/, '')

/** The sequence number in a cursor; undefined if this server did not issue it, or issued it for another list. */
export const readCursor = (text: string, tie: CursorScope): number | undefined => {
  if (!/^[A-Za-z0-9+/]+$/.test(text) || text.length % 4 === 1) return undefined
  const [number = '', rest] = atob(text).split('.')
  const after = Number(number)
  if (!/^(0|[1-9][0-9]{0,15})$/.test(number) || !Number.isSafeInteger(after)) return undefined
  return rest === checksum(`${after} ${scopeText(tie)}`).toString(36) ? after : undefined
}
