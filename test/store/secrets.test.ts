import t from 'tap'
import { testStore } from '../helpers/database.ts'
import { at, later } from '../helpers/rows.ts'

const hash = (byte: number) => Buffer.alloc(32, byte)

t.test('the first secret of a name is kept, until it is replaced', async (t) => {
  const { secrets } = await testStore(t)
  t.equal(await secrets.find('admin-token'), undefined)
  t.same(await secrets.keep('admin-token', hash(1), at), hash(1))
  t.same(await secrets.keep('admin-token', hash(2), later), hash(1))
  t.same(await secrets.keep('server-key', hash(3), later), hash(3))
  await secrets.replace('admin-token', hash(4), later)
  t.same(await secrets.find('admin-token'), hash(4))
  t.same(await secrets.find('server-key'), hash(3))
  await secrets.replace('other', hash(5), at)
  t.same(await secrets.find('other'), hash(5))
})

t.test('of concurrent secrets one is kept, and every caller gets it', async (t) => {
  const { secrets } = await testStore(t)
  const kept = await Promise.all(
    Array.from({ length: 20 }, (_, n) => secrets.keep('admin-token', hash(n), at)),
  )
  const first = await secrets.find('admin-token')
  for (const hash of kept) t.same(hash, first)
})
