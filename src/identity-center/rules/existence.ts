import type { Rule } from '../rule.ts'
import { developerGuide, report } from '../source.ts'
import { invalidRequest, notFound } from './presets.ts'

/* Rules for the users, groups and schemas that a request names. All but the last depend on the store. */

export const userExists: Rule = {
  ...notFound('USER not found.'),
  id: 'user-exists',
  summary: 'The user that the path names exists.',
  source: developerGuide('getuser', 'errors'),
  certainty: 'documented',
  remedy: 'Look up the user by userName. A user who was deleted and created again has a new id.',
}

export const groupExists: Rule = {
  ...notFound('GROUP not found.'),
  id: 'group-exists',
  summary: 'The group that the path names exists.',
  source: developerGuide('getgroup', 'errors'),
  certainty: 'documented',
  remedy:
    'Look up the group by displayName. A group that was deleted and created again has a new id.',
}

export const memberExists: Rule = {
  ...notFound('USER not found.'),
  id: 'member-exists',
  summary: 'Every added member is a user that exists. A group cannot be a member.',
  source: report('ssosync issue 42', 'https://github.com/awslabs/ssosync/issues/42', '2021'),
  certainty: 'observed',
  remedy: 'Provision the user first, and send the id from the response.',
}

export const filterMemberExists: Rule = {
  ...notFound('USER not found.'),
  id: 'filter-member-exists',
  summary: 'The member in a filter exists.',
  source: developerGuide('listgroups', 'errors'),
  certainty: 'documented',
  remedy: 'Look up the user first. A deleted user is in no group.',
}

export const schemaExists: Rule = {
  ...invalidRequest,
  id: 'schema-exists',
  summary: 'The requested schema is one that ListSchemas returns.',
  source: developerGuide('getschema', 'errors'),
  certainty: 'documented', // its table has a 400 and no 404
  remedy: 'Request a URN that `GET /Schemas` lists.',
}

/** In the order of the resources: users, groups, members, schemas. */
export const existenceRules: readonly Rule[] = [
  userExists,
  groupExists,
  memberExists,
  filterMemberExists,
  schemaExists,
]
