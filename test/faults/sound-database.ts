import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import pg from 'pg'
import { exactKey, foldedKey } from '../../src/store/keys.ts'
import type { Place } from '../helpers/raw-sql.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of several shapes
type Rows = readonly any[]
type Query = (text: string) => Promise<Rows>

/** The defects of a database, as sentences, and the revision of each identity store. */
export interface Soundness {
  readonly troubles: readonly string[]
  readonly revisions: ReadonlyMap<string, number>
}

/** Scans tables, not indexes: it is the indexes that are checked. */
const withoutIndexes = `set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off`

const keysThatAreUnique = [
  ['users', 'id'],
  ['users', 'sequence'],
  ['users', 'user_name_key'],
  ['users', 'email_key'],
  ['users', 'external_id_key'],
  ['groups', 'id'],
  ['groups', 'sequence'],
  ['groups', 'display_name_key'],
  ['groups', 'external_id_key'],
  ['memberships', 'id'],
  ['memberships', 'group_id || user_id'],
] as const

/** Queries that find nothing in a consistent database. */
const findings: Readonly<Record<string, string>> = {
  'a change has two events': `select request_id from events where status < 300 and method <> 'GET'
    group by 1 having count(*) > 1`,
  ...Object.fromEntries(
    keysThatAreUnique.map(([table, key]) => [
      `${table} share ${key}`,
      `select identity_store_id, ${key} from ${table} where ${key} is not null group by 1, 2 having count(*) > 1`,
    ]),
  ),
  ...Object.fromEntries(
    (['group', 'user'] as const).map((kind) => [
      `memberships of no ${kind}`,
      `select m.id from memberships m left join ${kind}s r
       on r.identity_store_id = m.identity_store_id and r.id = m.${kind}_id where r.id is null`,
    ]),
  ),
  ...Object.fromEntries(
    (['user', 'group'] as const).map((kind) => [
      `the numbers of ${kind}s run behind`,
      `select max(sequence) from ${kind}s having max(sequence) > (select last_value from ${kind}_sequence)`,
    ]),
  ),
}

const keysThatLie = (kind: string, rows: Rows): readonly string[] =>
  rows.flatMap(({ id, resource, name, email, external }) => {
    const { userName, displayName, emails, externalId } = JSON.parse(resource)
    const expected = [foldedKey(userName ?? displayName), foldedKey(emails?.[0]?.value)]
    const keys = [...expected, exactKey(externalId)]
    const found = [name, email, external]
    const lies = keys.some((key, n) => Buffer.compare(key ?? noKey, found[n] ?? noKey) !== 0)
    return lies ? [`the keys of ${kind} ${id} are not those of its resource`] : []
  })
const noKey = Buffer.alloc(0)

const indexes = `select c.oid::int as oid, c.relname as name from pg_class c join pg_am a on a.oid = c.relam
  join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'i' and a.amname = 'btree' and n.nspname in ('public', 'pg_catalog')`

const look = async (query: Query): Promise<Soundness> => {
  await query('create extension if not exists amcheck')
  const troubles: string[] = []
  for (const { oid, name } of await query(indexes)) {
    await query(`select bt_index_check(${oid}, true)`).catch((error: unknown) => {
      troubles.push(`index ${name}: ${error}`)
    })
  }
  await query('drop extension amcheck')
  for (const statement of withoutIndexes.split(';')) await query(statement)
  for (const [trouble, text] of Object.entries(findings)) {
    const rows = await query(text)
    if (rows.length > 0) troubles.push(`${trouble}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const columns = 'id, resource, external_id_key as external'
  troubles.push(
    ...keysThatLie(
      'user',
      await query(`select ${columns}, user_name_key as name, email_key as email from users`),
    ),
    ...keysThatLie('group', await query(`select ${columns}, display_name_key as name from groups`)),
  )
  const revised = await query('select id, revision::int as revision from identity_stores')
  return { troubles, revisions: new Map(revised.map(({ id, revision }) => [id, revision])) }
}

/** Checks the constraints of a database, and that its indexes match its tables. PGlite: no store may be open on it. */
export const soundness = async (place: Place): Promise<Soundness> => {
  if ('databaseUrl' in place) {
    const client = new pg.Client({ connectionString: place.databaseUrl })
    await client.connect()
    try {
      return await look(async (text) => (await client.query(text)).rows)
    } finally {
      await client.end()
    }
  }
  const pglite = new PGlite({
    dataDir: join(place.dataDir, 'database'),
    extensions: { amcheck },
  })
  try {
    return await look(async (text) => (await pglite.query(text)).rows)
  } finally {
    await pglite.close()
  }
}
