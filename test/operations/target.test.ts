import t from 'tap'
import {
  hasDoubledSlash,
  queryValues,
  rawQuery,
  singleSlashes,
} from '../../src/operations/target.ts'

t.test('runs of slashes in a path are made one', async (t) => {
  t.equal(singleSlashes('/tenant/scim/v2//Users'), '/tenant/scim/v2/Users')
  t.equal(singleSlashes('///a////b//'), '/a/b/')
  t.equal(singleSlashes('/a/b'), '/a/b')
})

t.test('slashes in a query stay as they are', async (t) => {
  t.equal(singleSlashes('//a?filter=b//c'), '/a?filter=b//c')
  t.equal(singleSlashes('/a?filter=b//c'), '/a?filter=b//c')
  t.notOk(hasDoubledSlash('/a?filter=b//c'))
  t.ok(hasDoubledSlash('/a//b?filter=c'))
  t.notOk(hasDoubledSlash('/a/b'))
})

t.test('of a parameter that is there twice the first counts', async (t) => {
  t.same({ ...queryValues('a=1&a=2&b=3&c=&d') }, { a: '1', b: '3', c: '', d: '' })
  t.equal(queryValues('')['constructor'], undefined)
})

t.test('a query is decoded, and what is no encoding stands for itself', async (t) => {
  t.same({ ...queryValues('a=b+c%2Bd&e=%zz&f=%') }, { a: 'b c+d', e: '%zz', f: '%' })
})

t.test('a query is what stands between the question mark and the fragment', async (t) => {
  t.equal(rawQuery('/Users?a=b?c#d?e'), 'a=b?c')
  t.equal(rawQuery('/Users'), '')
})
