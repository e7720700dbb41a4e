import t from 'tap'
import { MissingReference } from '../../src/identity-center/errors.ts'
import { memberStatements } from '../../src/store/member-statements.ts'
import type { MemberChanges } from '../../src/store/store.ts'
import { at, here, idOf } from '../helpers/rows.ts'

const group = { id: idOf(9), at }
const statements = (changes: MemberChanges) => memberStatements(here, group, changes)
const verbs = (changes: MemberChanges) =>
  statements(changes).map(({ text }) => text.trim().split(' ')[0])
const lastValues = (changes: MemberChanges) =>
  statements(changes).map(({ values }) => values.at(-1))

t.test('the statements that change members', async (t) => {
  t.test('are as many as there is something to do', async (t) => {
    t.same(verbs({ add: [], remove: [] }), [])
    t.same(verbs({ add: [idOf(1)], remove: [] }), ['insert'])
    t.same(verbs({ add: [], remove: [idOf(1)] }), ['delete'])
    t.same(verbs({ add: [idOf(1)], remove: [idOf(2)] }), ['insert', 'delete'])
    t.same(verbs({ add: [], remove: 'others' }), ['delete'])
  })

  t.test('name each new member once, in the order in which all requests lock them', async (t) => {
    const add = [idOf(3), idOf(1), idOf(2), idOf(1)]
    t.same(lastValues({ add, remove: [] }), [[idOf(1), idOf(2), idOf(3)]])
  })

  t.test('keep the new members where all others leave', async (t) => {
    t.same(lastValues({ add: [idOf(1)], remove: 'others' }), [[idOf(1)], [idOf(1)]])
    const [leaving] = statements({ add: [], remove: 'others' })
    t.match(leaving?.text, /and not user_id = any/)
    const [named] = statements({ add: [], remove: [idOf(1)] })
    t.match(named?.text, /and user_id = any/)
  })

  t.test('remove nothing that is no id, and refuse to add it', async (t) => {
    t.same(lastValues({ add: [], remove: [idOf(1), '\0'] }), [[idOf(1)]])
    t.throws(
      () => statements({ add: ['\0'], remove: [] }),
      new MissingReference('memberships_user'),
    )
  })

  t.test('say who created a membership: SCIM, unless another is named', async (t) => {
    const origins = (by?: 'api') =>
      memberStatements(here, { ...group, ...(by && { by }) }, { add: [idOf(1)], remove: [] })[0]
        ?.values
    t.same(origins(), [here, group.id, at, 'scim', [idOf(1)]])
    t.same(origins('api'), [here, group.id, at, 'api', [idOf(1)]])
  })
})
