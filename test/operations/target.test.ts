import t from 'tap'
import {
  hasDoubledSlash,
  queryValues,
  rawQuery,
  singleSlashes,
} from '../../src/operations/target.ts'

t.test('a run of slashes in a path becomes one slash', async (t) => {
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

t.test('the first value of a doubled parameter counts', async (t) => {
  t.same({ ...queryValues('a=1&a=2&b=3&c=&d') }, { a: '1', b: '3', c: '', d: '' })
  t.equal(queryValues('')['constructor'], undefined)
})

t.test('a query is decoded; an invalid encoding stays as it is', async (t) => {
  t.same({ ...queryValues('a=b+c%2Bd&e=%zz&f=%') }, { a: 'b c+d', e: '%zz', f: '%' })
})

t.test('the query is between the question mark and the fragment', async (t) => {
  t.equal(rawQuery('/Users?a=b?c#d?e'), 'a=b?c')
  t.equal(rawQuery('/Users'), '')
})
