import { checksum } from '../cursor.ts'

/** What a NextToken belongs to: an identity store, an operation, and whatever narrows its list. */
export type TokenScope = readonly (string | null)[]

const seal = (after: string, tie: TokenScope): string =>
  checksum(JSON.stringify([after, ...tie])).toString(36)

/** A token that goes on after a row: AWS Identity Store API, NextToken. */
export const makeNextToken = (after: string, tie: TokenScope): string =>
  btoa(`${after}.${seal(after, tie)}`).replace(/=+$/, '')

/** The row after which a token goes on; undefined when it is none of ours, or not one of this list. */
export const readNextToken = (token: string, tie: TokenScope): string | undefined => {
  if (!/^[A-Za-z0-9+/]{1,200}$/.test(token) || token.length % 4 === 1) return undefined
  const [after = '', rest] = atob(token).split('.')
  return /^[A-Za-z0-9-]+$/.test(after) && rest === seal(after, tie) ? after : undefined
}
