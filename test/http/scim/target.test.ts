import t from 'tap'
import { firstValues, hasDoubledSlash, singleSlashes } from '../../../src/http/scim/target.ts'

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
  t.same({ ...firstValues({ a: ['1', '2'], b: '3', c: '' }) }, { a: '1', b: '3', c: '' })
  t.equal(firstValues({})['constructor'], undefined)
})
