import { CredentialChanged } from '../identity-center/errors.ts'
import type { Database } from './database.ts'
import { execute, type Statement } from './statement.ts'
import type { Credential } from './store.ts'

/*
 * The credential check re-checks the credential inside the request's own statement, so that revocation takes effect on
 * the next request of every server and needs no extra round trip.
 *
 * The caller knows a token from an earlier look-up, which may be out of date. The check of one request has two states:
 * - unconfirmed: every statement carries `credentialConditionText`. A statement that returns or writes a row has proven
 *   that the condition held: `markValid`. One that does nothing may have found no row, or the credential has changed.
 *   `requireValid` then asks, with a statement of its own, and throws CredentialChanged if that was the reason.
 * - confirmed: statements go without the condition. The state lasts until the request ends.
 *
 * The condition holds while the token exists and the revision of its store is the same. Changes of settings and of the
 * tenant id increment the revision. Expiry is not checked here: the caller compares it with its clock.
 *
 * Trade-off: a statement that finds nothing costs a second one. A request that has been confirmed completes even if
 * the token is revoked meanwhile. After CredentialChanged the caller looks the token up and starts over.
 */

/** The credential check of one request. */
export interface CredentialCheck {
  /** The credential that statements have to check. Undefined once it is confirmed. */
  readonly credential: () => Credential | undefined
  /** The condition to put into the next statement. Undefined once the credential is confirmed. */
  readonly condition: () => Statement | undefined
  /** Confirms the credential: a statement with the condition in it returned or wrote something. */
  readonly markValid: () => void
  /** Asks the database unless the credential is confirmed. Throws CredentialChanged if it no longer holds. */
  readonly requireValid: (db: Database) => Promise<void>
}

/** The condition as SQL. Its values are the id of the token and the revision of its store. */
export const credentialConditionText = `exists (
  select from tokens join identity_stores as store on store.id = tokens.identity_store_id
  where tokens.id = ? and store.revision = ?)`

/** The check of one request with a credential. */
export const credentialCheckFor = (credential: Credential): CredentialCheck => {
  const { tokenId, revision } = credential
  const condition: Statement = { text: credentialConditionText, values: [tokenId, revision] }
  let isConfirmed = false
  const markValid = () => {
    isConfirmed = true
  }
  return {
    credential: () => (isConfirmed ? undefined : credential),
    condition: () => (isConfirmed ? undefined : condition),
    markValid,
    requireValid: async (db) => {
      if (isConfirmed) return
      const { rows } = await execute<{ holds: boolean }>(db, {
        text: `select ${condition.text} as holds`,
        values: condition.values,
      })
      if (!rows[0]?.holds) throw new CredentialChanged()
      markValid()
    },
  }
}

/** The check of calls that need no credential. */
export const noCredentialCheck: CredentialCheck = {
  credential: () => undefined,
  condition: () => undefined,
  markValid: () => {},
  requireValid: async () => {},
}
