import t from 'tap'
import { plural } from '../../src/lib/plural.ts'

t.test('one is singular, every other count plural', async (t) => {
  t.same(
    [0, 1, 2].map((count) => plural(count, 'day')),
    ['0 days', '1 day', '2 days'],
  )
})
