import t from 'tap'
import { lowerFirst, upperFirst } from '../../src/lib/letter-case.ts'

t.test('only the first letter changes', async (t) => {
  t.equal(lowerFirst('UserName'), 'userName')
  t.equal(upperFirst('userName'), 'UserName')
  t.same([lowerFirst(''), upperFirst('')], ['', ''])
})
