import t from 'tap'
import {
  manualChangeOverwritten,
  manualGroupRules,
  manualMemberEnabled,
  manualRules,
  manualUserRules,
} from '../../../src/identity-center/rules/manual.ts'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
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
  const { resource, deviations } = readUser({ ...before, ...changes })
  return {
    operation: 'PatchUser',
    resource,
    deviations,
    bodyId: undefined,
    pathId: 'x',
    previous: readUser(before).resource,
  }
}
const editedGroup = (before: JsonObject, changes: JsonObject): GroupSubject => {
  const { resource, deviations } = readGroup({ ...before, ...changes })
  return {
    operation: 'PatchGroup',
    resource,
    deviations,
    bodyId: undefined,
    pathId: 'x',
    previous: readGroup(before).resource,
  }
}
const off = { ...own, active: false }
const synced = { ...own, externalId: '7' }

examine(manualUserRules, {
  'manual-user-enabled': {
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
  'manual-user-name-unchanged': {
    keeps: [creating(own), edited(own, { title: 'x' })],
    breaks: [edited(own, { userName: 'other' }), edited(own, { userName: 'JANE' })],
  },
  'manual-email-required': {
    keeps: [creating(own), edited(own, { emails: [{ value: 'x@example.com', primary: true }] })],
    breaks: [creating({ ...own, emails: null }), edited(own, { emails: [{ type: 'work' }] })],
  },
  'manual-external-id-unchanged': {
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

examine(manualGroupRules, {
  'manual-external-id-unchanged': {
    keeps: [creatingGroup(group), editedGroup({ ...group, externalId: '7' }, { displayName: 'x' })],
    breaks: [creatingGroup({ ...group, externalId: '7' })],
  },
  'manual-members-separate': {
    keeps: [creatingGroup(group)],
    breaks: [creatingGroup({ ...group, members: [{ value: 'x' }] })],
  },
  'group-description-format': {
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

examine([manualMemberEnabled], {
  'manual-member-enabled': {
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

examine([manualChangeOverwritten], {
  'manual-change-overwritten': {
    keeps: [{ overwriting: undefined }],
    breaks: [{ overwriting: 'SCIM wrote it.' }],
  },
})

t.test('the laws of hand are in the rule book', async (t) => {
  t.same(
    manualRules.filter((rule) => !ruleBook.includes(rule)),
    [],
  )
  t.same(ruleBook.slice(-manualRules.length), manualRules)
})
