import type { Rule } from '../rule.ts'
import { report, userGuide } from '../source.ts'
import { fixedRefusal, notFound } from './presets.ts'

export const endpointExists: Rule = {
  ...notFound('Endpoint not found.'),
  id: 'endpoint-exists',
  summary: 'The method and path are those of a supported operation.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy:
    'Compare the path with the list of operations. The usual cause is a base URL whose last slash is missing or doubled.',
}

export const groupUpdateByPatch: Rule = {
  ...fixedRefusal,
  answer: { exception: 'NotImplementedException', detail: () => 'Not implemented' },
  id: 'group-update-by-patch',
  summary: 'A group is updated by PATCH. PUT is not supported.',
  source: report(
    'README of the aws_idc_scim client',
    'https://github.com/jief123/aws-idc-scim',
    '2026-11',
  ),
  certainty: 'observed',
  remedy:
    'Configure the identity provider to update groups by PATCH with add and remove operations.',
}

/** Rules for the method and path of a request. */
export const routingRules: readonly Rule[] = [endpointExists, groupUpdateByPatch]
