import type { CheckedRule } from '../checked-rule.ts'
import { report } from '../source.ts'
import type { UserSubject } from '../subjects.ts'
import { switchableRefusal } from './presets.ts'
import { activePresent, addressComplete, userRules, userWarnings } from './user.ts'

export const putIdMatches: CheckedRule<UserSubject> = {
  ...switchableRefusal,
  id: 'put-id-matches',
  summary: 'The body of a PUT has the same id as the path.',
  source: report(
    'README of the aws_idc_scim client',
    'https://github.com/jief123/aws-idc-scim',
    '2026-11',
  ),
  certainty: 'observed',
  remedy: 'Send the `id` of the user in the body, too.',
  check: ({ bodyId, pathId }) => (bodyId === pathId ? [] : [{ location: ['id'], value: bodyId }]),
}

/** AWS developer guide, PutUser; in the order in which the service checks. */
export const putUserRules: readonly CheckedRule<UserSubject>[] = [
  putIdMatches,
  ...userRules,
  addressComplete,
  ...userWarnings,
  activePresent,
]
