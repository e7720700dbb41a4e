import t from 'tap'
import { jsonPointer, sentPointer } from '../../src/scim/pointer.ts'

t.test('a pointer escapes what RFC 6901 says', async (t) => {
  t.equal(jsonPointer([]), '')
  t.equal(jsonPointer(['a/b', 0, 'c~d', '']), '/a~1b/0/c~0d/')
})

t.test('a pointer follows the spelling of the message as far as there is something', async (t) => {
  const message = {
    Name: { GIVENNAME: 'J' },
    list: [{ a: 1 }],
    one: [{ Value: 1 }],
    NAME: 5,
    x: null,
  }
  t.equal(sentPointer(message, ['list', 0, 'A']), '/list/0/a')
  t.equal(sentPointer(message, ['list', 1, 'a']), '/list')
  t.equal(sentPointer(message, ['one', 'value']), '/one/0/Value')
  t.equal(sentPointer(message, ['Name', 'givenName', 'x']), '/Name/GIVENNAME')
  t.equal(sentPointer(message, ['name', 'givenName']), '/NAME', 'the last of several spellings')
  t.equal(sentPointer(message, ['x', 'y']), '/x')
  t.equal(sentPointer(message, ['constructor', 'name']), '')
})
