import t from 'tap'
import { startIdentityCenter } from '../../../src/index.ts'
import { lastingDatabase } from '../../helpers/database.ts'
import { manualClient } from '../../helpers/manual-changes.ts'
import { rawSql } from '../../helpers/raw-sql.ts'

const many = 10_000
const place = await lastingDatabase(t)
const isEmbedded = 'dataDir' in place
const first = await startIdentityCenter(place)
const { identityStoreId } = first
if (isEmbedded) await first.close() // one process at a time

const id = `'00000000-0000-0000-0000-' || lpad(n::text, 12, '0')`
const resource = (names: string) =>
  `json_build_object('id', ${id}, ${names}, 'active', n % 100 <> 0)::text`
await rawSql(
  place,
  `insert into users (identity_store_id, id, resource, search_text, created_at, updated_at)
   select '${identityStoreId}', ${id},
     replace(${resource(`'userName', 'user-' || n`)}, ' ', ''), 'user-' || n, '2026-01-01', '2026-01-01'
   from generate_series(1, ${many}) as n`,
)
await rawSql(
  place,
  `insert into groups (identity_store_id, id, resource, search_text, created_at, updated_at)
   select '${identityStoreId}', ${id}, ${resource(`'displayName', 'Everybody'`)}, 'everybody',
     '2026-01-01', '2026-01-01'
   from generate_series(1, 1) as n`,
)
await rawSql(
  place,
  `insert into memberships (identity_store_id, group_id, user_id, created_at)
   select identity_store_id, '00000000-0000-0000-0000-000000000001', id, '2026-01-01' from users`,
)
const server = isEmbedded ? await startIdentityCenter(place) : first
t.teardown(() => server.close())
const manual = manualClient(server, identityStoreId)

const names = (count: number, isShown = (_n: number) => true) =>
  Array.from({ length: count }, (_, index) => index + 1)
    .filter(isShown)
    .map((n) => `user-${n}`)

/** All users of a list, read page by page, and the number of pages. */
const all = async (path: string) => {
  const found: string[] = []
  let pages = 0
  let cursor = ''
  do {
    const { status, json } = await manual('GET', `${path}limit=100${cursor}`)
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(json)}`)
    found.push(...json.items.map(({ userName }: { userName: string }) => userName))
    pages += 1
    cursor = json.nextCursor === undefined ? '' : `&cursor=${json.nextCursor}`
  } while (cursor !== '')
  return { found, pages }
}

t.test('ten thousand users are paged through, each shown once, oldest first', async (t) => {
  t.same(await all('/users?'), { found: names(many), pages: 100 })
})

t.test('a search finds users whose name contains the text', async (t) => {
  const { found, pages } = await all('/users?query=USER-99&')
  t.same([found.length, pages], [111, 2])
  t.same((await all('/users?query=r-9999&')).found, ['user-9999'])
  t.same((await all('/users?query=%25&')).found, [], 'wildcards of LIKE are plain text')
})

t.test('the enabled members of a group are paged through', async (t) => {
  const group = '/groups/00000000-0000-0000-0000-000000000001/members?'
  const { found, pages } = await all(group)
  t.same(
    found,
    names(many, (n) => n % 100 !== 0),
  )
  t.equal(pages, 99)
  t.same((await all(`${group}query=user-500&`)).found, names(5_009).slice(5_000))
  t.same((await all(`${group}query=user-501&`)).found, ['user-501', ...names(5_019).slice(5_009)])
})

t.test('invalid cursors and limits are rejected', async (t) => {
  for (const cursor of ['x', '-1', '%00', '1e3', '9'.repeat(20), '']) {
    t.equal((await manual('GET', `/users?cursor=${cursor}`)).status, 400, cursor)
  }
  for (const limit of ['0', '101', '-1', 'x', '1.5', '']) {
    t.equal((await manual('GET', `/users?limit=${limit}`)).status, 400, limit)
  }
  t.equal((await manual('GET', '/users?limit=1&page=2')).status, 400)
  t.equal((await manual('GET', '/users')).json.items.length, 50)
})
