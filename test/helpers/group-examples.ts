import type { JsonObject } from '../../src/scim/resource.ts'
import { groupUrn } from '../../src/scim/urn.ts'

/** A group that keeps every rule. */
export const admins: JsonObject = { schemas: [groupUrn], displayName: 'Admins', externalId: '7' }

/** Bodies for the rules that CreateGroup and the result of PatchGroup have in common. */
export const groupExamples = {
  'attribute-type': { keeps: [admins], breaks: [{ ...admins, externalId: 7 }] },
  'attribute-required': {
    keeps: [admins],
    breaks: [{ externalId: '7' }, { displayName: null }],
  },
  'attribute-length-min': { keeps: [admins], breaks: [{ ...admins, displayName: '' }] },
  'attribute-pattern': {
    keeps: [{ ...admins, displayName: 'The Admins\u00a0' }],
    breaks: [
      { ...admins, displayName: 'Adm\u200bins' },
      { ...admins, displayName: 'Adm\u3000ins' },
      { ...admins, externalId: 'a b' },
    ],
  },
  'attribute-length-max': {
    keeps: [{ ...admins, displayName: 'x'.repeat(1024) }],
    breaks: [
      { ...admins, displayName: 'x'.repeat(1025) },
      { ...admins, externalId: 'x'.repeat(257) },
    ],
  },
  'attribute-forbidden-characters': {
    keeps: [admins],
    breaks: [
      { ...admins, displayName: 'aws:admins' },
      { ...admins, externalId: 'a%b' },
    ],
  },
  'name-single-line': { keeps: [admins], breaks: [{ ...admins, displayName: 'Adm\tins' }] },
  'name-not-reserved': {
    keeps: [admins],
    breaks: [
      { ...admins, displayName: 'AWSAdministrators' },
      { ...admins, displayName: 'ADMINISTRATOR' },
    ],
  },
  'attribute-known': { keeps: [admins], breaks: [{ ...admins, description: 'x' }] },
  'schema-urn-known': {
    keeps: [admins],
    breaks: [
      {
        ...admins,
        schemas: ['http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      },
    ],
  },
  'body-keys-unique': { keeps: [admins], breaks: [{ ...admins, DisplayName: 'Others' }] },
} as const
