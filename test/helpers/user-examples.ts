import type { EpochDate } from '../../src/identity-center/rule.ts'
import type { JsonObject } from '../../src/scim/resource.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'

/** A user that keeps every rule. */
export const jane: JsonObject = {
  userName: 'jane@example.com',
  externalId: '701984',
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: 'Jane Doe',
  active: true,
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
}

const named = (name: JsonObject): JsonObject => ({
  ...jane,
  name: { givenName: 'Jane', familyName: 'Doe', ...name },
})

const enterprise = (attributes: JsonObject): JsonObject => ({
  ...jane,
  [enterpriseUserUrn]: attributes,
})

const { userName: _userName, ...nameless } = jane
const { active: _active, ...undecided } = jane
const { emails: _emails, ...unreachable } = jane
const { name: _name, ...unnamed } = jane

const wholeAddress: JsonObject = {
  type: 'work',
  streetAddress: '100 Universal City Plaza',
  locality: 'Hollywood',
  region: 'CA',
  postalCode: '91608',
  country: 'USA',
}

interface BodyExamples {
  readonly asOf?: EpochDate
  readonly keeps: readonly JsonObject[]
  readonly breaks: readonly JsonObject[]
}

/** Bodies for the rules that CreateUser, PutUser and the result of PatchUser have in common. */
export const userExamples: Readonly<Record<string, BodyExamples>> = {
  'attribute-type': {
    keeps: [jane, { ...jane, active: 'True' }, { ...jane, title: null }],
    breaks: [
      { ...jane, title: 5 },
      { ...jane, emails: { value: 'jane@example.com' } },
      { ...jane, active: 'maybe' },
    ],
  },
  'user-groups-omitted': {
    keeps: [jane, { ...jane, groups: [] }],
    breaks: [{ ...jane, groups: [{ value: 'g' }] }],
  },
  'multi-valued-single-value': {
    keeps: [jane, { ...jane, phoneNumbers: [{ value: 'tel:+1-555' }] }],
    breaks: [
      {
        ...jane,
        emails: [
          { value: 'jane@example.com', primary: true },
          { value: 'home@example.com', primary: true },
        ],
      },
      { ...jane, phoneNumbers: [{ value: '1' }, { value: '2' }] },
      { ...jane, addresses: [wholeAddress, wholeAddress] },
      { ...jane, roles: [{ value: 'one' }, { value: 'two' }] },
    ],
  },
  'attribute-required': {
    keeps: [jane],
    breaks: [
      nameless,
      unnamed,
      { ...jane, displayName: null },
      { ...jane, name: { givenName: 'Jane' } },
      { ...jane, name: { familyName: 'Doe' } },
    ],
  },
  'attribute-length-min': {
    keeps: [jane, named({ familyName: ' ' })],
    breaks: [
      named({ familyName: '' }),
      { ...jane, userName: '' },
      { ...jane, title: '' },
      enterprise({ manager: { value: '' } }),
    ],
  },
  'attribute-pattern': {
    keeps: [
      named({ familyName: 'Ðöe 😀 \u00a0\u3000' }),
      { ...jane, userName: 'jané+ops@example.com' },
      { ...jane, title: 'one\ttwo' },
    ],
    breaks: [
      named({ familyName: 'D\u200boe' }),
      named({ familyName: 'D\u0000oe' }),
      named({ familyName: 'D\ud800oe' }),
      named({ familyName: 'D\u2009oe' }),
      { ...jane, userName: 'jane doe' },
      { ...jane, externalId: '70 1984' },
      enterprise({ department: 'IT\u00ad' }),
    ],
  },
  'attribute-length-max': {
    keeps: [
      { ...jane, userName: 'j'.repeat(128) },
      { ...jane, externalId: 'x'.repeat(256) },
      { ...jane, displayName: '😀'.repeat(1024) },
    ],
    breaks: [
      { ...jane, userName: 'j'.repeat(129) },
      { ...jane, externalId: 'x'.repeat(257) },
      { ...jane, displayName: '😀'.repeat(1025) },
    ],
  },
  'email-required': {
    asOf: '2021-03-25',
    keeps: [jane],
    breaks: [unreachable],
  },
  'email-primary': {
    keeps: [jane, unreachable],
    breaks: [
      { ...jane, emails: [{ value: 'jane@example.com' }] },
      { ...jane, emails: [{ value: 'jane@example.com', primary: false }] },
    ],
  },
  'attribute-forbidden-characters': {
    keeps: [
      jane,
      { ...jane, profileUrl: 'https://example.com/?a;b%20<c>' },
      { ...jane, phoneNumbers: [{ value: 'tel:+1-555' }] },
      { ...jane, emails: [{ value: '50%@example.com', type: 'a:b', primary: true }] },
      { ...jane, locale: 'en:US', timezone: 'a;b', preferredLanguage: 'x%' },
      { ...jane, addresses: [{ ...wholeAddress, type: 'a:b' }] },
      enterprise({ manager: { value: 'f:1:2' } }),
    ],
    breaks: [
      { ...jane, userName: 'f:1:jane' },
      { ...jane, externalId: 'f:1:2' },
      named({ formatted: 'Jane <Doe>' }),
      { ...jane, displayName: 'Jane; Doe' },
      { ...jane, nickName: 'Jane%' },
      { ...jane, title: 'a > b' },
      { ...jane, userType: 'a:b' },
      { ...jane, addresses: [{ ...wholeAddress, locality: 'a;b' }] },
      enterprise({ department: 'a:b' }),
    ],
  },
  'name-single-line': {
    keeps: [jane, { ...jane, title: 'one\r\ntwo' }],
    breaks: [
      named({ familyName: 'Doe\n' }),
      named({ middleName: 'a\tb' }),
      { ...jane, displayName: 'Jane\rDoe' },
    ],
  },
  'name-not-reserved': {
    keeps: [jane, { ...jane, displayName: 'Administrator' }],
    breaks: [
      { ...jane, userName: 'Administrator' },
      { ...jane, userName: 'awsadministrators' },
    ],
  },
  'attribute-supported': {
    keeps: [jane, { ...jane, photos: [] }, { ...jane, roles: [{ value: 'one' }] }],
    breaks: [
      { ...jane, password: 'secret' },
      { ...jane, entitlements: [{ value: 'one' }] },
    ],
  },
  'sub-attribute-supported': {
    keeps: [jane],
    breaks: [
      {
        ...jane,
        emails: [{ value: 'jane@example.com', primary: true, display: 'Jane' }],
      },
      enterprise({ manager: { value: '1', displayName: 'Boss' } }),
    ],
  },
  'attribute-known': { keeps: [jane], breaks: [{ ...jane, shoeSize: 42 }] },
  'schema-urn-known': {
    keeps: [jane, { ...jane, schemas: [enterpriseUserUrn] }, { ...jane, schemas: null }],
    breaks: [{ ...jane, schemas: ['urn:scim:schemas:core:1.0'] }],
  },
  'body-keys-unique': { keeps: [jane], breaks: [{ ...jane, displayname: 'Another' }] },
  'address-parts-required': {
    keeps: [jane, { ...jane, addresses: [wholeAddress] }],
    breaks: [{ ...jane, addresses: [{ type: 'work' }] }],
  },
  'user-name-email-shaped': {
    keeps: [jane, { ...jane, userName: 'jane@example' }],
    breaks: ['jane', '@example.com', 'jane@', 'a@b@example.com'].map((userName) => ({
      ...jane,
      userName,
    })),
  },
}

/** For CreateUser and PutUser alone. */
export const activeExamples: Readonly<Record<string, BodyExamples>> = {
  'active-present': { keeps: [jane, { ...jane, active: false }], breaks: [undecided] },
}

/** The same examples, read into subjects. */
export const readExamples = <Subject>(
  examples: Readonly<Record<string, BodyExamples>>,
  read: (body: JsonObject) => Subject,
) =>
  Object.fromEntries(
    Object.entries(examples).map(([id, { keeps, breaks, ...day }]) => [
      id,
      { ...day, keeps: keeps.map(read), breaks: breaks.map(read) },
    ]),
  )

export { wholeAddress }
