import t from 'tap'
import { testStore } from '../helpers/database.ts'

t.test('users', async (t) => {
  const store = await testStore(t)
  t.same(await store.users.list('d-1', undefined, { after: 0, limit: 1 }), [])
})
