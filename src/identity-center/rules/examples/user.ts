import {
  address,
  createUser,
  type ExamplesByRule,
  jane,
  patchUser,
  putUser,
} from './example-request.ts'

const partial = [{ type: 'work' }]

export const userExamples: ExamplesByRule = {
  'user-groups-omitted': {
    obeys: [createUser(), createUser({ groups: [] })],
    breaks: [createUser({ groups: [{ value: 'group-1' }] })],
  },
  'multi-valued-single-value': {
    obeys: [createUser(), createUser({ phoneNumbers: [{ value: 'tel:+1-555' }] })],
    breaks: [
      createUser({
        emails: [
          { value: 'jane@example.com', primary: true },
          { value: 'home@example.com', primary: true },
        ],
      }),
      createUser({ phoneNumbers: [{ value: '1' }, { value: '2' }] }),
      createUser({ addresses: [address, address] }),
      createUser({ roles: [{ value: 'one' }, { value: 'two' }] }),
    ],
  },
  'email-required': {
    asOf: '2021-03-25',
    obeys: [createUser()],
    breaks: [createUser({ emails: undefined })],
  },
  'email-primary': {
    obeys: [createUser(), createUser({ emails: undefined })],
    breaks: [
      createUser({ emails: [{ value: 'jane@example.com' }] }),
      createUser({ emails: [{ value: 'jane@example.com', primary: false }] }),
    ],
  },
  'attribute-supported': {
    obeys: [createUser(), createUser({ photos: [] }), createUser({ roles: [{ value: 'one' }] })],
    breaks: [createUser({ password: 'secret' }), createUser({ entitlements: [{ value: 'one' }] })],
  },
  'address-complete': {
    asOf: '2021-08-31',
    alsoWarned: ['address-parts-required'],
    obeys: [
      putUser(),
      putUser({ addresses: [address] }),
      putUser({ addresses: partial }, { ...jane, addresses: partial }),
      {
        ...patchUser({ op: 'replace', path: 'title', value: 'Guide' }),
        stored: { ...jane, addresses: partial },
      },
      {
        ...patchUser({ op: 'add', path: 'addresses', value: [address] }),
        stored: jane,
      },
    ],
    breaks: [
      putUser({ addresses: partial }),
      putUser({ addresses: partial }, { ...jane, addresses: [address] }),
      {
        ...patchUser({
          op: 'replace',
          path: 'addresses[type eq "work"].locality',
          value: 'Hollywood',
        }),
        stored: jane,
      },
    ],
  },
  'address-parts-required': {
    obeys: [createUser(), createUser({ addresses: [address] })],
    breaks: [createUser({ addresses: partial })],
  },
  'active-present': {
    obeys: [createUser(), createUser({ active: false })],
    breaks: [createUser({ active: undefined })],
  },
  'user-name-email-shaped': {
    obeys: [createUser(), createUser({ userName: 'jane@example' })],
    breaks: ['jane', '@example.com', 'jane@', 'a@b@example.com'].map((userName) =>
      createUser({ userName }),
    ),
  },
}
