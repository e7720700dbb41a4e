import { checksum } from '../cursor.ts'

/** The list that a NextToken belongs to: identity store, operation, and filters. */
export type TokenScope = readonly (string | null)[]

const seal = (after: string, tie: TokenScope): string =>
  checksum(JSON.stringify([after, ...tie])).toString(36)

/** A token for the rows after one: AWS Identity Store API, NextToken. */
export const makeNextToken = (after: string, tie: TokenScope): string =>
  btoa(`${after}.${seal(after, tie)}`).replace(/=+$/, '')

/** The row in a token; undefined if this server did not issue it, or issued it for another list. */
export const readNextToken = (token: string, tie: TokenScope): string | undefined => {
  if (!/^[A-Za-z0-9+/]{1,200}$/.test(token) || token.length % 4 === 1) return undefined
  const [after = '', rest] = atob(token).split('.')
  return /^[A-Za-z0-9-]+$/.test(after) && rest === seal(after, tie) ? after : undefined
}
