import { type ExamplesByRule, listGroups, listUsers } from './example-request.ts'

const users = (...filters: readonly string[]) => filters.map((filter) => listUsers({ filter }))
const groups = (...filters: readonly string[]) => filters.map((filter) => listGroups({ filter }))

export const listExamples: ExamplesByRule = {
  'filter-supported': {
    obeys: [
      listUsers({}),
      ...users(
        'userName eq "jane"',
        'id eq "1" and manager eq "2"',
        'groups.value eq "g"',
        'userName eq "(a \\" b)"',
      ),
      ...groups('displayName eq "Admins"', 'members.value eq "u"', 'externalId eq "7"'),
    ],
    breaks: [
      ...users(
        '',
        'userName',
        'userName sw "j"',
        'emails eq "x"',
        'displayName eq "x"',
        '(userName eq "a")',
        '(id eq "1") and manager eq "2"',
      ),
      ...groups('displayName eq 5', 'userName eq "jane"', 'not (id eq "1")'),
    ],
  },
  'filter-member-required': {
    obeys: groups('id eq "1" and members eq "u"', 'members.value eq "u"', 'displayName eq ""'),
    breaks: groups('id eq "1" and members eq ""', 'members.value eq ""'),
  },
  'count-range': {
    obeys: [listUsers({}), listUsers({ count: '1' }), listUsers({ count: '100' })],
    breaks: ['0', '101', 'abc', '', '-1', '1.5', '1000'].map((count) => listUsers({ count })),
  },
  'cursor-format': {
    obeys: [listUsers({ cursor: '' }), listUsers({ cursor: 'aZ09-+=/:_' })],
    breaks: [listUsers({ cursor: 'a b' }), listUsers({ cursor: 'a%' })],
  },
  'list-parameters-supported': {
    obeys: [listUsers({ sortBy: 'userName' })],
    breaks: [
      listUsers({ startIndex: '1' }),
      listUsers({ attributes: 'id' }),
      listUsers({ excludedAttributes: 'members' }),
    ],
  },
}
