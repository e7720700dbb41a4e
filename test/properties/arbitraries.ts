import fc from 'fast-check'
import { enterpriseUserUrn, groupUrn, patchOpUrn, userUrn } from '../../src/scim/urn.ts'

/** Text as it comes from people and from bugs: accents, invisible and forbidden characters, NUL, lone surrogates. */
export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '\ud800',
      '\u200b',
      'a\tb',
      'a:b',
      'back\\slash',
      'q"uote',
      '__proto__',
      'constructor',
      'É',
      'é',
      'x'.repeat(129),
      'x'.repeat(1025),
      '😀',
    ),
  },
)

const anyScalar = fc.oneof(anyText, fc.boolean(), fc.integer(), fc.double(), fc.constant(null))

/** A value that is usually valid. */
const textOr = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }) },
    {
      weight: 1,
      arbitrary,
    },
  )

const plural = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(
      fc.record(
        {
          value: textOr(anyScalar),
          type: fc.constantFrom('work', 'home', 'other', '', 7),
          primary: fc.constantFrom(true, true, false, 'True', 'no', null),
          display: anyScalar,
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
  },
  { weight: 1, arbitrary: fc.oneof(anyScalar, fc.object({ maxDepth: 2 })) },
)

const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        givenName: textOr(anyScalar),
        familyName: textOr(anyScalar),
        formatted: textOr(anyScalar),
        MIDDLENAME: textOr(anyScalar),
      },
      { requiredKeys: ['givenName', 'familyName'] },
    ),
  },
  { weight: 1, arbitrary: fc.oneof(anyScalar, fc.object({ maxDepth: 2 })) },
)

const enterprise = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        department: textOr(anyScalar),
        employeeNumber: textOr(anyScalar),
        manager: fc.oneof(
          fc.record({ value: textOr(anyScalar), displayName: anyScalar }, { requiredKeys: [] }),
          anyScalar,
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: anyScalar },
)

/** Names that sometimes collide, also in different case. */
const userName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('ann', 'ANN', 'bob', 'Bob', 'cyd') },
  { weight: 5, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: anyScalar },
)

/** A user as clients may post it: mostly valid. */
export const userBody = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        schemas: fc.constantFrom([userUrn], null, [], 'x', [userUrn, enterpriseUserUrn]),
        id: fc.constantFrom('', 'x', null),
        externalId: fc.oneof(fc.constantFrom('1', '2', 'a:b'), anyScalar),
        userName,
        name,
        displayName: textOr(anyScalar),
        nickName: textOr(anyScalar),
        profileUrl: textOr(anyScalar),
        title: textOr(anyScalar),
        active: fc.constantFrom(true, false, 'True', 'false', 'yes', 1, null),
        emails: plural,
        phoneNumbers: plural,
        addresses: plural,
        roles: plural,
        photos: anyScalar,
        password: anyScalar,
        groups: fc.constantFrom([], [{ value: 'x' }], null),
        somethingElse: fc.object({ maxDepth: 2 }),
        __proto__: anyScalar,
        [enterpriseUserUrn]: enterprise,
      },
      { requiredKeys: ['userName', 'name', 'displayName'] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)

/** A group as clients may post it; `members` have these ids. */
export const groupBody = (ids: fc.Arbitrary<unknown>) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record(
        {
          schemas: fc.constantFrom([groupUrn], null),
          displayName: fc.oneof(fc.uuid(), fc.constantFrom('staff', 'STAFF'), anyScalar),
          externalId: anyScalar,
          members: fc.oneof(fc.array(fc.record({ value: ids }), { maxLength: 3 }), anyScalar),
        },
        { requiredKeys: ['displayName'] },
      ),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  )

const attributeNames = [
  'userName',
  'active',
  'displayName',
  'name',
  'name.givenName',
  'NAME.FAMILYNAME',
  'nickName',
  'title',
  'externalId',
  'emails',
  'emails.value',
  'emails[type eq "work"]',
  'emails[type eq "work"].value',
  'emails[type eq "home"].value',
  'emails[primary eq true].value',
  'emails[type ne "work"].value',
  'phoneNumbers[type eq "work"].value',
  'addresses[type eq "work"].locality',
  'roles[primary eq "True"].value',
  'roles',
  'manager',
  'members',
  'members[value eq "x"]',
  enterpriseUserUrn,
  `${enterpriseUserUrn}:department`,
  `${enterpriseUserUrn}:manager`,
  `${enterpriseUserUrn}:manager.value`,
  `${userUrn}:title`,
  'id',
  'meta.created',
  'password',
  'unknown',
  '__proto__',
  'constructor.name',
  '',
]

/** One operation of a PATCH, of a user or a group. */
export const patchOperation = (values: fc.Arbitrary<unknown> = fc.constant(null)) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record(
        {
          op: fc.constantFrom('add', 'Add', 'replace', 'Replace', 'REMOVE', 'remove', 'move', 1),
          path: fc.oneof(
            { weight: 8, arbitrary: fc.constantFrom(...attributeNames) },
            { weight: 1, arbitrary: anyText },
          ),
          value: fc.oneof(
            textOr(anyScalar),
            plural,
            name,
            values,
            fc.constantFrom(true, 'False'),
            fc.dictionary(fc.constantFrom(...attributeNames), anyScalar, { maxKeys: 2 }),
          ),
        },
        { requiredKeys: ['op'] },
      ),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )

/** A PATCH body. */
export const patchBody = (values?: fc.Arbitrary<unknown>) =>
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record(
        {
          schemas: fc.constant([patchOpUrn]),
          Operations: fc.array(patchOperation(values), { maxLength: 3 }),
        },
        { requiredKeys: ['Operations'] },
      ),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  )

const filterTerm = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('userName', 'externalId', 'id', 'displayName', 'members', 'manager', 'x.y'),
      fc.constantFrom('eq', 'EQ', 'co', 'pr', 'zz'),
      fc.oneof(
        anyText.map((text) => JSON.stringify(text)),
        anyText,
        fc.constantFrom('true', '5', 'null', '"open'),
      ),
    )
    .map((parts) => parts.join(' ')),
  anyText,
)

/** The text of a filter: well-formed, nearly so, or not at all. */
export const filterText = fc.oneof(
  filterTerm,
  fc
    .tuple(filterTerm, fc.constantFrom(' and ', ' or ', ' not ', ' '), filterTerm)
    .map((parts) => parts.join('')),
  fc.nat({ max: 3_000 }).map((depth) => '('.repeat(depth)),
  fc.nat({ max: 40 }).map((lines) => `userName eq "${'\n'.repeat(lines)}`),
)
