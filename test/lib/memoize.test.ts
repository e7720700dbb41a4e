import t from 'tap'
import { memoize } from '../../src/lib/memoize.ts'

const counting = (entriesMax?: number) => {
  const calls: string[] = []
  const make = (text: string) => {
    calls.push(text)
    return text === 'nothing' ? undefined : text.length
  }
  return { calls, length: memoize(make, entriesMax === undefined ? {} : { entriesMax }) }
}

t.test('a result is made once', async (t) => {
  const { calls, length } = counting()
  t.same([length('one'), length('one'), length('three')], [3, 3, 5])
  t.same(calls, ['one', 'three'])
})

t.test('undefined is a result, too', async (t) => {
  const { calls, length } = counting()
  t.same([length('nothing'), length('nothing')], [undefined, undefined])
  t.same(calls, ['nothing'])
})

t.test('beyond the bound, the result that was used least recently is made again', async (t) => {
  const { calls, length } = counting(2)
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) length(text)
  t.same(calls, ['a', 'b', 'c', 'b'])
})
