import t from 'tap'
import { ruleBook } from '../../../src/identity-center/rule-book.ts'
import {
  handDisabledMember,
  handGroupRules,
  handLaws,
  handOverwritten,
  handUserRules,
} from '../../../src/identity-center/rules/hand.ts'
import type { GroupSubject, UserSubject } from '../../../src/identity-center/subjects.ts'
import { readGroup, readUser } from '../../../src/scim/read-resource.ts'
import type { JsonObject } from '../../../src/scim/resource.ts'
import { examine } from '../../helpers/examine.ts'
import { admins } from '../../helpers/group-examples.ts'
import { creating, creatingGroup } from '../../helpers/subjects.ts'
import { jane } from '../../helpers/user-examples.ts'

const mail = { emails: [{ value: 'jane@example.com', primary: true }] }
const whole = { ...jane, ...mail, externalId: undefined }
const { externalId: _, ...own } = whole

/** The user or group that changes by hand lead to. */
const edited = (before: JsonObject, changes: JsonObject): UserSubject => {
  const { resource, remarks } = readUser({ ...before, ...changes })
  return {
    operation: 'PatchUser',
    resource,
    remarks,
    bodyId: undefined,
    pathId: 'x',
    previous: readUser(before).resource,
  }
}
const editedGroup = (before: JsonObject, changes: JsonObject): GroupSubject => {
  const { resource, remarks } = readGroup({ ...before, ...changes })
  return {
    operation: 'PatchGroup',
    resource,
    remarks,
    bodyId: undefined,
    pathId: 'x',
    previous: readGroup(before).resource,
  }
}
const off = { ...own, active: false }
const synced = { ...own, externalId: '7' }

examine(handUserRules, {
  'hand-disabled-user': {
    keeps: [
      edited({ ...own, active: true }, { title: 'x' }),
      edited(off, { active: true }),
      creating(off),
    ],
    breaks: [
      edited(off, { title: 'x' }),
      edited(off, { title: 'x', active: true }),
      edited({ ...off, title: 'x' }, { title: null }),
    ],
  },
  'hand-user-name': {
    keeps: [creating(own), edited(own, { title: 'x' })],
    breaks: [edited(own, { userName: 'other' }), edited(own, { userName: 'JANE' })],
  },
  'hand-email': {
    keeps: [creating(own), edited(own, { emails: [{ value: 'x@example.com', primary: true }] })],
    breaks: [creating({ ...own, emails: null }), edited(own, { emails: [{ type: 'work' }] })],
  },
  'hand-external-id': {
    keeps: [creating(own), edited(synced, { title: 'x' })],
    breaks: [
      creating(synced),
      edited(synced, { externalId: '8' }),
      edited(synced, { externalId: null }),
    ],
  },
})

const { externalId: _external, ...group } = { ...admins, externalId: undefined }
const described = (description: string | number | null) => ({
  ...creatingGroup(group),
  extra: { description },
})

examine(handGroupRules, {
  'hand-external-id': {
    keeps: [creatingGroup(group), editedGroup({ ...group, externalId: '7' }, { displayName: 'x' })],
    breaks: [creatingGroup({ ...group, externalId: '7' })],
  },
  'hand-members-in-group': {
    keeps: [creatingGroup(group)],
    breaks: [creatingGroup({ ...group, members: [{ value: 'x' }] })],
  },
  'group-description': {
    keeps: [
      creatingGroup(group),
      described(null),
      described('Line 1\r\n\tLine 2: <&> Ä 漢\u3000\u00a0'),
      described('x'.repeat(1_024)),
      described('\u{1f600}'.repeat(1_024)),
    ],
    breaks: [
      described(''),
      described(7),
      described('x'.repeat(1_025)),
      described('a\u200bb'),
      described('\u0000'),
      described('\ud800'),
    ],
  },
})

examine([handDisabledMember], {
  'hand-disabled-member': {
    keeps: [{ joining: [] }, { joining: [{ userId: 'x', active: true }] }],
    breaks: [
      {
        joining: [
          { userId: 'x', active: true },
          { userId: 'y', active: false },
        ],
      },
    ],
  },
})

examine([handOverwritten], {
  'hand-overwritten': {
    keeps: [{ overwriting: undefined }],
    breaks: [{ overwriting: 'SCIM wrote it.' }],
  },
})

t.test('the laws of hand are in the rule book', async (t) => {
  t.same(
    handLaws.filter((law) => !ruleBook.includes(law)),
    [],
  )
  t.same(ruleBook.slice(-handLaws.length), handLaws)
})
