import { CredentialChanged } from '../identity-center/errors.ts'
import { batchCalls } from './batch-calls.ts'
import { credentialConditionText } from './credential-check.ts'
import type { Database } from './database.ts'
import { shownColumns } from './resource-texts.ts'
import { execute, memoize } from './statement.ts'
import type { Credential, ShownResource } from './store.ts'

/** Where somebody with a credential looks: into a column in which each value stands once. */
export interface LookupColumn {
  readonly credential: Credential
  readonly identityStoreId: string
  readonly column: string
}

/** Finds the row that has a value in a column. Throws CredentialChanged where the credential holds no more. */
export type BatchedLookups = (
  sought: LookupColumn,
  value: string | Uint8Array,
) => Promise<ShownResource | undefined>

/** One row without a key where nothing was found. */
interface FoundRow extends ShownResource {
  readonly holds: boolean
  readonly key: string | Uint8Array | null
}

const batchSizeMax = 100
const planned = 10

const nameOf = ({ credential, identityStoreId, column }: LookupColumn): string =>
  `${credential.tokenId} ${credential.revision} ${identityStoreId} ${column}`

const textOf = (key: string | Uint8Array): string =>
  typeof key === 'string' ? key : Buffer.from(key).toString('latin1')

/**
 * The same values, the first of them repeated if they are few. A plan that is to be kept is made for ten; PostgreSQL
 * would rather make one anew each time it is asked for fewer, which takes longer than to follow it.
 */
const atLeastTen = <Value>(values: readonly Value[]): readonly Value[] =>
  values.length >= planned ? values : values.concat(Array(planned - values.length).fill(values[0]))

/** Looks into a table; those that come at the same time are one statement for each credential and column. */
export const batchedLookups = (db: Database, table: string): BatchedLookups => {
  const statement = memoize(
    (
      column,
    ) => `select guard.holds, found.* from (select ${credentialConditionText} as holds) as guard
      left join (
        select ${column} as key, ${shownColumns} from ${table}
        where identity_store_id = ? and ${column} = any(?)
      ) as found on true`,
  )

  return batchCalls(
    batchSizeMax,
    nameOf,
    async ({ credential, identityStoreId, column }, values: readonly (string | Uint8Array)[]) => {
      const { rows } = await execute<FoundRow>(db, {
        text: statement(column),
        values: [credential.tokenId, credential.revision, identityStoreId, atLeastTen(values)],
      })
      if (!rows[0]?.holds) throw new CredentialChanged()
      const found = new Map<string, ShownResource>()
      for (const row of rows) if (row.key !== null) found.set(textOf(row.key), row)
      return values.map((value) => found.get(textOf(value)))
    },
  )
}
