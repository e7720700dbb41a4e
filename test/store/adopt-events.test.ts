import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { event, requestIds, settled } from '../helpers/events.ts'
import { rawSql } from '../helpers/raw-sql.ts'

t.test('events of a copied database come before new ones, in their order', async (t) => {
  const place = await lastingDatabase(t)
  const first = await openStore(place)
  for (const id of ['1', '2', '3']) await first.store.events.insert([event(id)])
  await first.close()
  const positions = () =>
    rawSql(place, 'select transaction_id, sequence from events order by sequence')
  const before = await positions()
  await (await openStore(place)).close()
  t.same(await positions(), before, 'those of this server stay as they are')

  await rawSql(
    place,
    `update events set transaction_id = 900000000000 + sequence where request_id <> '1'`,
  )
  const { store, close } = await openStore(place)
  t.teardown(close)
  await store.events.insert([event('4')])
  t.same(requestIds(await store.events.list({}, { limit: 9 })), ['4', '3', '2', '1'])
  await settled(store)
  t.same(requestIds(await store.events.follow({}, { after: '0.0', limit: 9 })), [
    '1',
    '2',
    '3',
    '4',
  ])
})
