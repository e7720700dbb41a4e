import fc from 'fast-check'
import t from 'tap'
import { type CursorScope, makeCursor, readCursor } from '../../src/identity-center/cursor.ts'

const tie: CursorScope = {
  identityStoreId: 'd-9067729b3d',
  resourceType: 'User',
  filter: 'groups.value eq "ü"',
}

t.test('a cursor leads back to where it was made', async (t) => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.option(fc.string(), { nil: undefined }), (after, filter) => {
      const cursor = makeCursor({ ...tie, filter, after })
      t.match(cursor, /^[-a-zA-Z0-9+=/:_]+$/)
      t.equal(readCursor(cursor, { ...tie, filter }), after)
    }),
  )
})

t.test('a cursor belongs to one store, one list and one filter', async (t) => {
  const cursor = makeCursor({ ...tie, after: 100 })
  t.equal(readCursor(cursor, { ...tie, identityStoreId: 'd-9067729b3e' }), undefined)
  t.equal(readCursor(cursor, { ...tie, resourceType: 'Group' }), undefined)
  t.equal(readCursor(cursor, { ...tie, filter: 'groups.value eq "u"' }), undefined)
  t.equal(readCursor(cursor, { ...tie, filter: undefined }), undefined)
})

t.test('what is no cursor of ours reads as none', async (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      t.equal(readCursor(text, tie), undefined)
      t.equal(readCursor(btoa(`1.${text.replace(/[^ -~]/g, '')}`), tie), undefined)
    }),
  )
  for (const text of ['', 'A', 'VGVzdFVzZXJDdXJzb3I', '====', btoa('-1.x'), btoa('01.x')]) {
    t.equal(readCursor(text, tie), undefined)
  }
  const [number, rest] = atob(makeCursor({ ...tie, after: 100 })).split('.')
  t.equal(readCursor(btoa(`${Number(number) + 1}.${rest}`), tie), undefined, 'a moved one')
})
