import t from 'tap'
import { LruCache } from '../../src/lib/lru-cache.ts'

t.test('it keeps as many entries as it may', async (t) => {
  const cache = new LruCache<string, number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  t.same([cache.get('a'), cache.get('b'), cache.get('c')], [1, 2, undefined])
  cache.set('c', 3)
  t.equal(cache.size, 2)
  t.same([cache.get('a'), cache.get('b'), cache.get('c')], [undefined, 2, 3])
})

t.test('an entry that was read or written is dropped after the others', async (t) => {
  const cache = new LruCache<string, number>(3)
  for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index)
  cache.get('a')
  cache.set('b', 7)
  cache.set('d', 3)
  t.same(
    ['a', 'b', 'c', 'd'].map((key) => cache.get(key)),
    [0, 7, undefined, 3],
  )
})

t.test('a deleted entry frees its place', async (t) => {
  const cache = new LruCache<string, number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  cache.delete('b')
  cache.set('c', 3)
  t.same([cache.size, cache.get('a'), cache.get('b'), cache.get('c')], [2, 1, undefined, 3])
})

t.test('a peek is no use', async (t) => {
  const cache = new LruCache<string, number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  t.equal(cache.peek('a'), 1)
  cache.set('c', 3)
  t.same([cache.peek('a'), cache.peek('b'), cache.peek('c')], [undefined, 2, 3])
})
