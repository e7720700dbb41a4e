import {
  makeNextToken,
  readNextToken,
  type TokenScope,
} from '../../identity-center/identity-store/next-token.ts'
import { apiNextTokenValid } from '../../identity-center/rules/identity-store.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { StoreCall } from './store-call.ts'

const defaultPageSize = 100

/** What `listPage` needs of a list. */
interface Listing<Row> {
  /** What a token is only valid for, beside the identity store: an operation and its filter. */
  readonly tie: TokenScope
  /** The rows after a key, or from the start where it is undefined. */
  readonly rows: (after: string | undefined, limit: number) => Promise<readonly Row[]>
  readonly keyOf: (row: Row) => string
  readonly isKey: (after: string) => boolean
  readonly show: (row: Row) => JsonObject
}

/** One page of a list, and the token of the next one. */
export const listPage = async <Row>(
  { input, identityStoreId, evaluation }: StoreCall,
  { tie, rows, keyOf, isKey, show }: Listing<Row>,
): Promise<{ readonly items: readonly JsonObject[]; readonly token: JsonObject }> => {
  const limit = Number(input['MaxResults'] ?? defaultPageSize)
  const wholeTie = [identityStoreId, ...tie]
  const sent = input['NextToken']
  const after = sent === undefined ? undefined : readNextToken(String(sent), wholeTie)
  if (sent !== undefined && (after === undefined || !isKey(after))) {
    const violation = { location: ['NextToken'], value: sent }
    throw evaluation.refusal(apiNextTokenValid, [violation])
  }
  const found = await rows(after, limit + 1) // one more tells whether another page follows
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(show),
    token:
      found.length > limit && last !== undefined
        ? { NextToken: makeNextToken(keyOf(last), wholeTie) }
        : {},
  }
}
