import type { EpochDate } from '../../src/identity-center/rule.ts'
import type { JsonObject } from '../../src/scim/resource.ts'
import { ENTERPRISE_USER } from '../../src/scim/urn.ts'

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
  [ENTERPRISE_USER]: attributes,
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
  'groups-in-user': {
    keeps: [jane, { ...jane, groups: [] }],
    breaks: [{ ...jane, groups: [{ value: 'g' }] }],
  },
  'single-value': {
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
  'required-attribute': {
    keeps: [jane],
    breaks: [
      nameless,
      unnamed,
      { ...jane, displayName: null },
      { ...jane, name: { givenName: 'Jane' } },
      { ...jane, name: { familyName: 'Doe' } },
    ],
  },
  'minimum-length': {
    keeps: [jane, named({ familyName: ' ' })],
    breaks: [
      named({ familyName: '' }),
      { ...jane, userName: '' },
      { ...jane, title: '' },
      enterprise({ manager: { value: '' } }),
    ],
  },
  characters: {
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
  'maximum-length': {
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
  'forbidden-characters': {
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
  'line-breaks-in-names': {
    keeps: [jane, { ...jane, title: 'one\r\ntwo' }],
    breaks: [
      named({ familyName: 'Doe\n' }),
      named({ middleName: 'a\tb' }),
      { ...jane, displayName: 'Jane\rDoe' },
    ],
  },
  'reserved-name': {
    keeps: [jane, { ...jane, displayName: 'Administrator' }],
    breaks: [
      { ...jane, userName: 'Administrator' },
      { ...jane, userName: 'awsadministrators' },
    ],
  },
  'unsupported-attribute': {
    keeps: [jane, { ...jane, photos: [] }, { ...jane, roles: [{ value: 'one' }] }],
    breaks: [
      { ...jane, password: 'secret' },
      { ...jane, entitlements: [{ value: 'one' }] },
    ],
  },
  'unsupported-sub-attribute': {
    keeps: [jane],
    breaks: [
      {
        ...jane,
        emails: [{ value: 'jane@example.com', primary: true, display: 'Jane' }],
      },
      enterprise({ manager: { value: '1', displayName: 'Boss' } }),
    ],
  },
  'unknown-attribute': { keeps: [jane], breaks: [{ ...jane, shoeSize: 42 }] },
  'unknown-schema': {
    keeps: [jane, { ...jane, schemas: [ENTERPRISE_USER] }, { ...jane, schemas: null }],
    breaks: [{ ...jane, schemas: ['urn:scim:schemas:core:1.0'] }],
  },
  'duplicate-keys': { keeps: [jane], breaks: [{ ...jane, displayname: 'Another' }] },
  'partial-address': {
    keeps: [jane, { ...jane, addresses: [wholeAddress] }],
    breaks: [{ ...jane, addresses: [{ type: 'work' }] }],
  },
  'user-name-not-email': {
    keeps: [jane, { ...jane, userName: 'jane@example' }],
    breaks: ['jane', '@example.com', 'jane@', 'a@b@example.com'].map((userName) => ({
      ...jane,
      userName,
    })),
  },
}

/** For CreateUser and PutUser alone. */
export const activeExamples: Readonly<Record<string, BodyExamples>> = {
  'active-omitted': { keeps: [jane, { ...jane, active: false }], breaks: [undecided] },
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
