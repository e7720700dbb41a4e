import type { JsonObject } from '../../src/scim/resource.ts'
import { GROUP } from '../../src/scim/urn.ts'

/** A group that keeps every rule. */
export const admins: JsonObject = { schemas: [GROUP], displayName: 'Admins', externalId: '7' }

/** Bodies for the rules that CreateGroup and the result of PatchGroup have in common. */
export const groupExamples = {
  'attribute-type': { keeps: [admins], breaks: [{ ...admins, externalId: 7 }] },
  'required-attribute': {
    keeps: [admins],
    breaks: [{ externalId: '7' }, { displayName: null }],
  },
  'minimum-length': { keeps: [admins], breaks: [{ ...admins, displayName: '' }] },
  characters: {
    keeps: [{ ...admins, displayName: 'The Admins\u00a0' }],
    breaks: [
      { ...admins, displayName: 'Adm\u200bins' },
      { ...admins, displayName: 'Adm\u3000ins' },
      { ...admins, externalId: 'a b' },
    ],
  },
  'maximum-length': {
    keeps: [{ ...admins, displayName: 'x'.repeat(1024) }],
    breaks: [
      { ...admins, displayName: 'x'.repeat(1025) },
      { ...admins, externalId: 'x'.repeat(257) },
    ],
  },
  'forbidden-characters': {
    keeps: [admins],
    breaks: [
      { ...admins, displayName: 'aws:admins' },
      { ...admins, externalId: 'a%b' },
    ],
  },
  'line-breaks-in-names': { keeps: [admins], breaks: [{ ...admins, displayName: 'Adm\tins' }] },
  'reserved-name': {
    keeps: [admins],
    breaks: [
      { ...admins, displayName: 'AWSAdministrators' },
      { ...admins, displayName: 'ADMINISTRATOR' },
    ],
  },
  'unknown-attribute': { keeps: [admins], breaks: [{ ...admins, description: 'x' }] },
  'unknown-schema': {
    keeps: [admins],
    breaks: [
      {
        ...admins,
        schemas: ['http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      },
    ],
  },
  'duplicate-keys': { keeps: [admins], breaks: [{ ...admins, DisplayName: 'Others' }] },
} as const
