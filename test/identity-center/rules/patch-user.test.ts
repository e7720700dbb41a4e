import {
  patchUserOperationRules,
  patchUserResultRules,
} from '../../../src/identity-center/rules/patch-user.ts'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'
import { examine } from '../../helpers/examine.ts'
import { patchExamples } from '../../helpers/patch-examples.ts'
import { patchedUser, patchingUser } from '../../helpers/subjects.ts'
import { jane, readExamples, userExamples, wholeAddress } from '../../helpers/user-examples.ts'

const replace = (path: string, value: string) => ({ op: 'replace', path, value })

examine(patchUserOperationRules, {
  ...patchExamples((operations) => patchingUser(...operations)),
  'patch-user-attribute-supported': {
    keeps: [
      patchingUser({ op: 'add', path: 'roles', value: [{ value: 'one' }] }),
      patchingUser({ op: 'replace', path: `${enterpriseUserUrn}:manager`, value: '1' }),
      patchingUser({ op: 'replace', path: 'emails[type eq "work"].value', value: 'a@example.com' }),
    ],
    breaks: [
      patchingUser(replace('password', 'secret')),
      patchingUser({ op: 'add', path: 'groups', value: [{ value: 'g' }] }),
      patchingUser({ op: 'add', value: { photos: [] } }),
      patchingUser(replace('id', 'another')),
    ],
  },
  'patch-nick-name-unchanged': {
    asOf: '2022-01-31',
    keeps: [patchingUser(replace('title', 'Guide'))],
    breaks: [
      patchingUser(replace('nickName', 'Babs')),
      patchingUser({ op: 'add', value: { nickName: 'Babs' } }),
    ],
  },
  'patch-required-attribute-kept': {
    keeps: [
      patchingUser({ op: 'remove', path: 'title' }),
      patchingUser({ op: 'remove', path: 'name.middleName' }),
      patchingUser({ op: 'remove', path: 'emails' }),
    ],
    breaks: ['userName', 'active', 'displayName', 'name', 'name.givenName', 'NAME.familyname'].map(
      (path) => patchingUser({ op: 'remove', path }),
    ),
  },
  'patch-attribute-once': {
    keeps: [patchingUser(replace('active', 'false'), replace('userName', 'jane'))],
    breaks: [
      patchingUser(replace('active', 'false'), { op: 'add', value: { active: true } }),
      patchingUser(replace('userName', 'a'), replace('username', 'b')),
    ],
  },
})

const partial = { ...jane, addresses: [{ type: 'work' }] }

examine(patchUserResultRules, {
  ...readExamples(userExamples, (body) => ({
    ...patchedUser(body),
    previous: patchedUser(jane).resource,
  })),
  'address-complete': {
    asOf: '2021-08-31',
    keeps: [
      patchedUser(partial, replace('title', 'Guide')),
      patchedUser(jane, { op: 'add', path: 'addresses', value: [wholeAddress] }),
    ],
    breaks: [patchedUser(jane, replace('addresses[type eq "work"].locality', 'Hollywood'))],
  },
})
