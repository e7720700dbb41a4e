import fc from 'fast-check'
import t from 'tap'
import { parseAttributePath } from '../../src/scim/attribute-path.ts'
import type { AttributePath } from '../../src/scim/reading.ts'
import { enterpriseUserUrn as ENT, groupUrn, userUrn } from '../../src/scim/urn.ts'

const work = { attribute: 'type', value: 'work' }

const userPaths: [string, AttributePath][] = [
  ['userName', { attribute: ['userName'] }],
  ['name', { attribute: ['name'] }],
  ['name.givenName', { attribute: ['name'], subAttribute: 'givenName' }],
  ['emails', { attribute: ['emails'] }],
  ['emails.value', { attribute: ['emails'], subAttribute: 'value' }],
  ['emails[type eq "work"]', { attribute: ['emails'], valueFilter: work }],
  [
    'emails[type eq "work"].value',
    { attribute: ['emails'], subAttribute: 'value', valueFilter: work },
  ],
  [
    'addresses[type eq "work"].streetAddress',
    { attribute: ['addresses'], subAttribute: 'streetAddress', valueFilter: work },
  ],
  [
    'emails[primary eq true]',
    { attribute: ['emails'], valueFilter: { attribute: 'primary', value: true } },
  ],
  [
    'emails[primary eq "True"]',
    { attribute: ['emails'], valueFilter: { attribute: 'primary', value: true } },
  ],
  [
    'emails[value eq "a]b\\"["].type',
    {
      attribute: ['emails'],
      subAttribute: 'type',
      valueFilter: { attribute: 'value', value: 'a]b"[' },
    },
  ],
  ['externalId', { attribute: ['externalId'] }],
  ['id', { attribute: ['id'] }],
  ['meta.created', { attribute: ['meta'], subAttribute: 'created' }],
  ['password', { attribute: ['password'] }],
  [
    'photos[type eq "photo"].value',
    {
      attribute: ['photos'],
      subAttribute: 'value',
      valueFilter: { attribute: 'type', value: 'photo' },
    },
  ],
  [`${userUrn}:userName`, { attribute: ['userName'] }],
  [`${userUrn}:name.familyName`, { attribute: ['name'], subAttribute: 'familyName' }],
  [
    `${userUrn}:emails[type eq "work"].value`,
    { attribute: ['emails'], subAttribute: 'value', valueFilter: work },
  ],
  [ENT, { attribute: [ENT] }],
  [`${ENT}:department`, { attribute: [ENT, 'department'] }],
  [`${ENT}.department`, { attribute: [ENT, 'department'] }],
  [`${ENT}:manager`, { attribute: [ENT, 'manager'] }],
  [`${ENT}:manager.value`, { attribute: [ENT, 'manager'], subAttribute: 'value' }],
  ['manager', { attribute: [ENT, 'manager'] }],
  ['manager.value', { attribute: [ENT, 'manager'], subAttribute: 'value' }],
]

t.test('every form of a path is understood', async (t) => {
  for (const [text, path] of userPaths) {
    t.same(parseAttributePath(text, 'User'), path, text)
  }
  t.same(parseAttributePath('members[value eq "1"]', 'Group'), {
    attribute: ['members'],
    valueFilter: { attribute: 'value', value: '1' },
  })
  t.same(parseAttributePath(`${groupUrn}:displayName`, 'Group'), { attribute: ['displayName'] })
})

t.test('names count in any letter case', async (t) => {
  for (const [text, path] of userPaths) {
    const [names = text, ...rest] = text.split(/(?=\[)/)
    t.same(parseAttributePath(names.toUpperCase() + rest.join(''), 'User'), path, text)
  }
  t.same(parseAttributePath('EMAILS[TYPE EQ "work"].VALUE', 'User'), {
    attribute: ['emails'],
    subAttribute: 'value',
    valueFilter: work,
  })
})

t.test('unless the exact spelling is asked for', async (t) => {
  for (const [text, path] of userPaths.filter(([text]) => !/^manager|User\./.test(text)))
    t.same(parseAttributePath(text, 'User', true), path, text)
  for (const text of [
    'ExternalID',
    'Name.givenName',
    'name.GivenName',
    'EMAILS[type eq "work"]',
    'emails[type eq "work"].Value',
    `${ENT}:Department`,
    'manager',
  ])
    t.equal(parseAttributePath(text, 'User', true), 'bad-path', text)
})

t.test('what is no path of a user', async (t) => {
  for (const text of [
    '',
    ' userName',
    'unheardOf',
    'userName.value',
    'name.unheardOf',
    'name.givenName.first',
    'name[type eq "work"]',
    'emails.value[type eq "work"]',
    'emails[type eq "work"',
    'emails[type eq "work"]value',
    'emails[type eq "work"].',
    'emails[type eq "work"].unheardOf',
    '[type eq "work"]',
    'members',
    'department',
    'managers',
    '__proto__',
    'constructor.name',
    userUrn,
    `${userUrn}:`,
    `${userUrn}userName`,
    `${groupUrn}:displayName`,
    `${ENT}:unheardOf`,
    `${ENT}:department.value`,
  ])
    t.equal(parseAttributePath(text, 'User'), 'bad-path', text)
  t.equal(parseAttributePath('manager', 'Group'), 'bad-path')
  t.equal(parseAttributePath(`${ENT}:department`, 'Group'), 'bad-path')
})

t.test(
  'brackets hold one comparison by eq, of a sub-attribute, with a value of its type',
  async (t) => {
    for (const filter of [
      '',
      'type',
      'type ne "work"',
      'type co "work"',
      'type pr',
      'type eq work',
      'type eq 5',
      'type eq true',
      'type eq null',
      'primary eq "yes"',
      'primary eq 1',
      'unheardOf eq "work"',
      'type eq "work" and primary eq true',
      'not (type eq "work")',
      'type eq "work"][',
    ])
      t.equal(parseAttributePath(`emails[${filter}].value`, 'User'), 'bad-value-filter', filter)
  },
)

t.test('no text makes it throw', async () => {
  const piece = fc.constantFrom(
    ...['emails', 'name', '.', '[', ']', 'type', ' eq ', '"work"', '"', '\\', ':', userUrn, ENT],
    ...['manager', 'value', '__proto__', 'constructor', 'é'],
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      fc.constantFrom('User' as const, 'Group' as const),
      fc.boolean(),
      (text, type, exactly) => {
        parseAttributePath(text, type, exactly)
      },
    ),
    { numRuns: 1000 },
  )
})
