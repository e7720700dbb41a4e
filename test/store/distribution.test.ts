import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { rawSql } from '../helpers/raw-sql.ts'

/* Checks what docs/standbys-and-poolers.md assumes about the tables. */

/** Distributed by the id of their identity store. */
const distributed = ['groups', 'memberships', 'throttles', 'users']
/** Small, and queried without the id of a store: a copy on each node. */
const copied = [
  'access_keys',
  'console_sessions',
  'identity_stores',
  'secrets',
  'tenants',
  'tokens',
]
/** Ordered by the transactions of one server: they stay on it. */
const local = ['events', 'kysely_migration', 'kysely_migration_lock']

const place = await lastingDatabase(t)
await (await openStore(place)).close()

const list = async (text: string) =>
  (await rawSql(place, text)) as readonly Record<string, string>[]

t.test('every table is in one of the three lists', async (t) => {
  const tables = await list(`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`)
  t.same(tables.map(({ name }) => name).sort(), [...distributed, ...copied, ...local].sort())
})

t.test('every unique index of a distributed table begins with the id of the store', async (t) => {
  const indexes = await list(`
    select t.relname as table, i.relname as index, coalesce(a.attname, '') as first
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
    where x.indisunique and t.relnamespace = 'public'::regnamespace`)
  const ours = indexes.filter(({ table }) => distributed.includes(table ?? ''))
  t.ok(ours.length >= 13, `${ours.length} tables`)
  t.same(
    ours.filter(({ first }) => first !== 'identity_store_id'),
    [],
  )
})

t.test('a distributed table always has the id of its store', async (t) => {
  const columns = await list(`
    select relname as table, attnotnull::text as required, format_type(atttypid, null) as type
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = 'identity_store_id' and relkind = 'r'`)
  for (const name of distributed) {
    const column = columns.find(({ table }) => table === name)
    t.same([column?.['required'], column?.['type']], ['true', 'text'], name)
  }
})

t.test(
  'foreign keys hold the id of the store, or lead from a copied table to another',
  async (t) => {
    const keys = await list(`
    select c.conname as name, s.relname as source, d.relname as target,
      (select string_agg(a.attname, ',' order by k.place) from unnest(c.conkey) with ordinality k (num, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns
    from pg_constraint c join pg_class s on s.oid = c.conrelid join pg_class d on d.oid = c.confrelid
    where c.contype = 'f'`)
    t.equal(keys.length, 4)
    for (const { name = '', source = '', target = '', columns = '' } of keys) {
      const isWithin = distributed.includes(source) && distributed.includes(target)
      const isBetweenCopies = copied.includes(source) && copied.includes(target)
      t.ok(isBetweenCopies || (isWithin && columns.startsWith('identity_store_id,')), name)
    }
  },
)

t.test('there are no triggers and no rules, which shards do not have', async (t) => {
  const found = await list(`
    select tgname as name from pg_trigger where not tgisinternal
    union all select rulename from pg_rules where schemaname = 'public'`)
  t.same(found, [])
})
