import { encodeUtf8 } from '../lib/utf8.ts'

/** What a cursor belongs to; a page asked for with another one of these is refused. */
export interface CursorScope {
  readonly identityStoreId: string
  readonly resourceType: 'User' | 'Group'
  /** The text of `filter`, as it was sent. */
  readonly filter: string | undefined
}

/** FNV-1a, 64 bits. Nothing secret depends on it: it only notices that a cursor is used with another filter. */
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
 * A cursor that goes on after one row, `after` being its sequence number. Unpadded base64 like the guide's own, of the
 * alphabet that the service gives for cursors: AWS developer guide, ListUsers.
 */
export const makeCursor = ({ after, ...tie }: CursorScope & { readonly after: number }): string =>
  btoa(`${after}.${checksum(`${after} ${scopeText(tie)}`).toString(36)}`).replace(/=+$/, '')

/** The row after which a cursor goes on; undefined when it is none of ours, or not one of this list. */
export const readCursor = (text: string, tie: CursorScope): number | undefined => {
  if (!/^[A-Za-z0-9+/]+$/.test(text) || text.length % 4 === 1) return undefined
  const [number = '', rest] = atob(text).split('.')
  const after = Number(number)
  if (!/^(0|[1-9][0-9]{0,15})$/.test(number) || !Number.isSafeInteger(after)) return undefined
  return rest === checksum(`${after} ${scopeText(tie)}`).toString(36) ? after : undefined
}
