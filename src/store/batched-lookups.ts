import { CredentialChanged } from '../identity-center/errors.ts'
import { memoize } from '../lib/memoize.ts'
import { batchCalls } from './batch-calls.ts'
import { credentialConditionText } from './credential-check.ts'
import type { Database } from './database.ts'
import { shownColumns } from './resource-texts.ts'
import { execute } from './statement.ts'
import type { Credential, ShownResource } from './store.ts'

/*
 * Batched look-ups: concurrent requests of one credential that look for one row each, by id or unique key, become one
 * statement. Identity providers look up every user before they create or update it, so these are most requests.
 *
 * The statement also checks the credential, once for the batch: its first row says whether the credential holds.
 *
 * Failure: an error of the statement, or a changed credential, rejects every call of the batch. All calls share the
 * credential, so none would have succeeded alone.
 */

/** The calls that may share a statement: one credential, one store, and one column with unique values. */
export interface LookupTarget {
  readonly credential: Credential
  readonly identityStoreId: string
  readonly column: string
}

/** Finds the row with a value in a column. Throws CredentialChanged if the credential no longer holds. */
export type BatchedLookups = (
  target: LookupTarget,
  value: string | Uint8Array,
) => Promise<ShownResource | undefined>

/** `key` is null in the only row of a statement that found nothing. */
interface FoundRow extends ShownResource {
  readonly holds: boolean
  readonly key: string | Uint8Array | null
}

const batchSizeMax = 100
const plannedValuesMin = 10

const batchKey = ({ credential, identityStoreId, column }: LookupTarget): string =>
  `${credential.tokenId} ${credential.revision} ${identityStoreId} ${column}`

const keyText = (key: string | Uint8Array): string =>
  typeof key === 'string' ? key : Buffer.from(key).toString('latin1')

/**
 * Pads the values to `plannedValuesMin` by repeating the first. PostgreSQL reuses the generic plan of the statement
 * for 10 values or more. For fewer it plans anew each time, which takes longer than the look-up.
 */
const padValues = <Value>(values: readonly Value[]): readonly Value[] =>
  values.length >= plannedValuesMin
    ? values
    : values.concat(Array(plannedValuesMin - values.length).fill(values[0]))

/** The batched look-ups in a table, for all requests of this process. */
export const batchedLookups = (db: Database, table: string): BatchedLookups => {
  const statement = memoize(
    (
      column,
    ) => `select credential.holds, found.* from (select ${credentialConditionText} as holds) as credential
      left join (
        select ${column} as key, ${shownColumns} from ${table}
        where identity_store_id = ? and ${column} = any(?)
      ) as found on true`,
  )

  return batchCalls(
    batchSizeMax,
    batchKey,
    async ({ credential, identityStoreId, column }, values: readonly (string | Uint8Array)[]) => {
      const { rows } = await execute<FoundRow>(db, {
        text: statement(column),
        values: [credential.tokenId, credential.revision, identityStoreId, padValues(values)],
      })
      if (!rows[0]?.holds) throw new CredentialChanged()
      const found = new Map<string, ShownResource>()
      for (const row of rows) if (row.key !== null) found.set(keyText(row.key), row)
      return values.map((value) => found.get(keyText(value)))
    },
  )
}
