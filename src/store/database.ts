import type { ColumnType, Generated, Kysely } from 'kysely'
import pg from 'pg'

interface IdentityStoreTable {
  readonly id: string
  readonly created_at: Date
  readonly settings: string
  readonly revision: Generated<number>
}

interface TenantTable {
  readonly id: string
  readonly identity_store_id: string
  readonly created_at: Date
  readonly retired_at: Date | null
}

interface TokenTable {
  readonly id: string
  readonly identity_store_id: string
  readonly hash: Uint8Array
  readonly created_at: Date
  readonly expires_at: Date
  readonly last_used_at: Date | null
}

/** The columns of users and groups. */
interface ResourceTable {
  readonly identity_store_id: string
  readonly id: string
  readonly sequence: Generated<number>
  readonly external_id_key: Uint8Array | null
  readonly external_id_issuer: string | null
  readonly resource: string
  readonly created_at: Date
  readonly updated_at: Date
  readonly created_by: Generated<string>
  readonly updated_by: Generated<string>
  readonly extra: Generated<string>
  readonly search_text: Generated<string>
}

interface UserTable extends ResourceTable {
  readonly user_name_key: Uint8Array | null
  readonly email_key: Uint8Array | null
}

interface GroupTable extends ResourceTable {
  readonly display_name_key: Uint8Array | null
}

interface MembershipTable {
  readonly identity_store_id: string
  readonly group_id: string
  readonly user_id: string
  readonly created_at: Date
  readonly id: Generated<string>
  readonly created_by: Generated<string>
}

interface ThrottleTable {
  readonly identity_store_id: string
  readonly operation: string
  readonly second: Date
  readonly calls: number
}

/** `event-rows.ts` and `events.ts` list the other columns. */
interface EventTable {
  readonly identity_store_id: string | null
}

interface AccessKeyTable {
  readonly id: string
  readonly identity_store_id: string
  readonly created_at: Date
  readonly last_used_at: Date | null
}

interface ConsoleSessionTable {
  readonly hash: Uint8Array
  readonly kind: string
  readonly created_at: Date
  readonly expires_at: Date
}

interface SecretTable {
  readonly name: string
  readonly hash: Uint8Array
  readonly created_at: Date
}

/** The tables of `migrations/`, and the table in which kysely records the migrations that have run. */
export interface Tables {
  readonly identity_stores: IdentityStoreTable
  readonly tenants: TenantTable
  readonly tokens: TokenTable
  readonly users: UserTable
  readonly groups: GroupTable
  readonly memberships: MembershipTable
  readonly throttles: ThrottleTable
  readonly events: EventTable
  readonly secrets: SecretTable
  readonly access_keys: AccessKeyTable
  readonly console_sessions: ConsoleSessionTable
  readonly kysely_migration: { readonly name: ColumnType<string, never, never> }
}

export type Database = Kysely<Tables>

/** Parsers for both databases. An int8 becomes a number, as no value here approaches 2^53. */
export const typeParsers = new pg.TypeOverrides()
typeParsers.setTypeParser(pg.types.builtins.INT8, Number)

/** Runs `work` in the open transaction, or in a new one. */
export const inTransaction = <Result>(
  db: Database,
  work: (db: Database) => Promise<Result>,
): Promise<Result> => (db.isTransaction ? work(db) : db.transaction().execute(work))
