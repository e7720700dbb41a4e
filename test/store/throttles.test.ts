import t from 'tap'
import { testStore } from '../helpers/database.ts'
import { at, here, there } from '../helpers/rows.ts'

const after = (milliseconds: number) => new Date(at.getTime() + milliseconds)

t.test('calls are counted by identity store, operation and second', async (t) => {
  const { throttles } = await testStore(t)
  const count = (id = here, operation = 'CreateUser', when = at) =>
    throttles.count(id, operation, when)
  t.equal(await count(), 1)
  t.equal(await count(), 2)
  t.equal(await count(here, 'CreateUser', after(321)), 3, 'still within the second')
  t.equal(await count(here, 'CreateUser', after(322)), 1, 'the next one')
  t.equal(await count(here, 'GetUser'), 1)
  t.equal(await count(there), 1)
  t.equal(await count(), 4)
})

t.test('concurrent calls are each counted once', async (t) => {
  const { throttles } = await testStore(t)
  const counts = await Promise.all(
    Array.from({ length: 40 }, () => throttles.count(here, 'CreateUser', at)),
  )
  t.same(
    counts.toSorted((a, b) => a - b),
    Array.from({ length: 40 }, (_, index) => index + 1),
  )
})

t.test('old seconds are deleted, recent ones are not', async (t) => {
  const { throttles } = await testStore(t)
  await throttles.count(here, 'GetUser', after(-60_000 - 1_000))
  await throttles.count(here, 'GetUser', after(-30_000))
  for (let call = 3; call <= 1_000; call += 1) await throttles.count(here, 'CreateUser', at)
  t.equal(await throttles.count(here, 'GetUser', after(-61_000)), 1, 'forgotten')
  t.equal(await throttles.count(here, 'GetUser', after(-30_000)), 2, 'remembered')
})
