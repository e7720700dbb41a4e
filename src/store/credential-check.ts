import { CredentialChanged } from '../identity-center/errors.ts'
import type { Database } from './database.ts'
import { execute, type Statement } from './statement.ts'
import type { Credential } from './store.ts'

/** Sees to it that the credential of a request still holds, at the cost of no statement where one is made anyway. */
export interface CredentialCheck {
  /** What has to hold; nothing when it has been seen to. */
  readonly credential: () => Credential | undefined
  /** The condition to put into the next statement; none when one has been seen to hold. */
  readonly condition: () => Statement | undefined
  /** The statement with the condition in it did something, so the condition held. */
  readonly markValid: () => void
  /** The statement did nothing, for whatever reason: throws CredentialChanged if this was it. */
  readonly require: (db: Database) => Promise<void>
}

/** The condition as SQL; its values are the token's id and the revision of its store. */
export const credentialConditionText = `exists (
  select from tokens join identity_stores as store on store.id = tokens.identity_store_id
  where tokens.id = ? and store.revision = ?)`

/** The guard of one request. */
export const credentialCheckFor = (credential: Credential): CredentialCheck => {
  const { tokenId, revision } = credential
  const condition: Statement = { text: credentialConditionText, values: [tokenId, revision] }
  let hasHeld = false
  const held = () => {
    hasHeld = true
  }
  return {
    credential: () => (hasHeld ? undefined : credential),
    condition: () => (hasHeld ? undefined : condition),
    markValid: held,
    require: async (db) => {
      if (hasHeld) return
      const { rows } = await execute<{ holds: boolean }>(db, {
        text: `select ${condition.text} as holds`,
        values: condition.values,
      })
      if (!rows[0]?.holds) throw new CredentialChanged()
      held()
    },
  }
}

/** Somebody who needs no credential. */
export const noCredentialCheck: CredentialCheck = {
  credential: () => undefined,
  condition: () => undefined,
  markValid: () => {},
  require: async () => {},
}
