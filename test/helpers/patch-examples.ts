import type { PatchSubject } from '../../src/identity-center/subjects.ts'
import type { JsonObject } from '../../src/scim/resource.ts'
import type { Examples } from './examine.ts'

const replace = (path: string, value: string): JsonObject => ({ op: 'replace', path, value })
const fine = replace('displayName', 'Another')

/** Operations for the rules that hold for every PATCH, whatever it changes. */
export const patchExamples = (
  read: (operations: readonly JsonObject[]) => PatchSubject,
): Readonly<Record<string, Examples<PatchSubject>>> => ({
  'patch-operations-required': { keeps: [read([fine])], breaks: [read([])] },
  'patch-op-valid': {
    keeps: [read([{ ...fine, op: 'Replace' }])],
    breaks: [read([{ path: 'displayName', value: 'x' }]), read([fine, { ...fine, op: 'move' }])],
  },
  'patch-path-required': {
    keeps: [read([{ op: 'remove', path: 'externalId' }])],
    breaks: [read([{ op: 'remove' }]), read([{ op: 'REMOVE', value: 'x' }])],
  },
  'patch-path-not-empty': { keeps: [read([fine])], breaks: [read([replace('', 'x')])] },
  'patch-path-filter-valid': {
    keeps: [read([fine])],
    breaks: [
      read([
        read([]).operation === 'PatchUser'
          ? replace('emails[type sw "w"].value', 'x')
          : { op: 'remove', path: 'members[value sw "1"]' },
      ]),
    ],
  },
  'patch-path-valid': {
    keeps: [read([replace('DISPLAYNAME', 'x')]), read([{ op: 'add', value: { externalId: 'x' } }])],
    breaks: [
      read([replace('shoeSize', 'x')]),
      read([replace('displayName.', 'x')]),
      read([{ op: 'replace', value: { ExternalID: 'x' } }]),
    ],
  },
  'patch-value-required': {
    keeps: [read([fine])],
    breaks: [read([{ op: 'add', path: 'displayName' }]), read([{ op: 'replace' }])],
  },
  'patch-pathless-value-object': {
    keeps: [read([{ op: 'replace', value: { displayName: 'x' } }])],
    breaks: [read([{ op: 'replace', value: 'x' }]), read([{ op: 'add', value: [{}] }])],
  },
  'patch-pathless-single-attribute': {
    keeps: [
      read([{ op: 'replace', value: { id: 'x', displayName: 'x' } }]),
      read([
        { op: 'replace', value: { displayName: 'x' } },
        { op: 'replace', value: { externalId: 'x' } },
      ]),
    ],
    breaks: [read([{ op: 'replace', value: { displayName: 'x', externalId: 'x' } }])],
  },
})
