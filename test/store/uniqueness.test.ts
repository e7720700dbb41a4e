import t from 'tap'
import { UniqueViolation } from '../../src/identity-center/errors.ts'
import { testStore } from '../helpers/database.ts'
import { ample, everything, group, here, user } from '../helpers/rows.ts'

const isViolation = (constraint: string) => (error: unknown) =>
  error instanceof UniqueViolation && error.constraint === constraint

t.test('of fifty concurrent users with one name, one is stored', async (t) => {
  const { users } = await testStore(t)
  const refusals: unknown[] = []
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const userName = n % 2 === 0 ? 'Jane' : 'jANE'
      await users.insert(here, user(n, { userName }), ample).catch((error) => refusals.push(error))
    }),
  )
  t.equal((await users.list(here, undefined, everything)).length, 1)
  t.equal(refusals.filter(isViolation('users_user_name')).length, 49)
})

t.test('of fifty concurrent groups with one name, in transactions, one is stored', async (t) => {
  const store = await testStore(t)
  const refusals: unknown[] = []
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const insert = store.transaction(({ groups }) =>
        groups.insert(here, group(n, { displayName: 'Admins' }), ample),
      )
      await insert.catch((error) => refusals.push(error))
    }),
  )
  t.equal((await store.groups.list(here, undefined, everything)).length, 1)
  t.equal(refusals.filter(isViolation('groups_display_name')).length, 49)
})
