import type { Rule } from '../rule.ts'
import { report, userGuide } from '../source.ts'
import { fixedRefusal, notFound } from './presets.ts'

export const endpointExists: Rule = {
  ...notFound('Endpoint not found.'),
  id: 'endpoint-exists',
  summary: 'The path and method are those of one of the fifteen operations.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy:
    'Compare the path with the list of operations; a base URL that lost or doubled its last slash is the usual cause.',
}

export const groupUpdateByPatch: Rule = {
  ...fixedRefusal,
  answer: { exception: 'NotImplementedException', detail: () => 'Not implemented' },
  id: 'group-update-by-patch',
  summary: 'A group is changed by PATCH; it cannot be replaced by PUT.',
  source: report(
    'README of the aws_idc_scim client',
    'https://github.com/jief123/aws-idc-scim',
    '2026-11',
  ),
  certainty: 'observed',
  remedy: 'Have the identity provider update groups by PATCH with add and remove operations.',
}

/** What a path and a method must be. */
export const routingRules: readonly Rule[] = [endpointExists, groupUpdateByPatch]
