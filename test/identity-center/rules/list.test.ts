import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import {
  cursorFilterUnchanged,
  listGroupsRules,
  listUsersRules,
} from '../../../src/identity-center/rules/list.ts'
import { genericText } from '../../../src/identity-center/texts.ts'
import { examine } from '../../helpers/examine.ts'
import { listing } from '../../helpers/subjects.ts'

const users = (query: Readonly<Record<string, string>>) => listing('ListUsers', query)
const groups = (query: Readonly<Record<string, string>>) => listing('ListGroups', query)
const of =
  (list: typeof users) =>
  (...filters: readonly string[]) =>
    filters.map((filter) => list({ filter }))

const shared = (list: typeof users) => ({
  'count-range': {
    keeps: [list({}), list({ count: '1' }), list({ count: '100' })],
    breaks: ['0', '101', 'abc', '', '-1', '1.5', '1000'].map((count) => list({ count })),
  },
  'cursor-format': {
    keeps: [list({ cursor: '' }), list({ cursor: 'aZ09-+=/:_' })],
    breaks: [list({ cursor: 'a b' }), list({ cursor: 'a%' })],
  },
  'list-parameters-supported': {
    keeps: [list({ sortBy: 'userName' })],
    breaks: [
      list({ startIndex: '1' }),
      list({ attributes: 'id' }),
      list({ excludedAttributes: 'members' }),
    ],
  },
})

examine(listUsersRules, {
  'filter-supported': {
    keeps: [
      users({}),
      ...of(users)(
        'userName eq "jane"',
        'id eq "1" and manager eq "2"',
        'groups.value eq "g"',
        'userName eq "(a \\" b)"',
      ),
    ],
    breaks: of(users)(
      '',
      'userName',
      'userName sw "j"',
      'emails eq "x"',
      'displayName eq "x"',
      '(userName eq "a")',
      '(id eq "1") and manager eq "2"',
    ),
  },
  ...shared(users),
})

examine(listGroupsRules, {
  'filter-supported': {
    keeps: of(groups)('displayName eq "Admins"', 'members.value eq "u"', 'externalId eq "7"'),
    breaks: of(groups)('displayName eq 5', 'userName eq "jane"', 'not (id eq "1")'),
  },
  'filter-member-required': {
    keeps: of(groups)('id eq "1" and members eq "u"', 'members.value eq "u"', 'displayName eq ""'),
    breaks: of(groups)('id eq "1" and members eq ""', 'members.value eq ""'),
  },
  ...shared(groups),
})

t.test('a cursor of another list is refused since there are cursors', async (t) => {
  const { status, detail } = refusalOf(
    cursorFilterUnchanged,
    [{ location: ['cursor'] }],
    dialectOf({}, newestEpoch),
  )
  t.same([status, detail], [400, genericText])
  t.equal(dialectOf({}, '2025-08-31').level(cursorFilterUnchanged), 'off')
})
