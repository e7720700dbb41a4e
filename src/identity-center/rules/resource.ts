import type { CheckedRule } from '../checked-rule.ts'
import { type AnySubject, findDeviations, findMissing, resourceTypeOf } from '../checks.ts'
import { notNullClause } from '../constraints.ts'
import { decision, developerGuide, rfc7643 } from '../source.ts'
import type { BodySubject } from '../subjects.ts'
import { fixedRefusal, switchableRefusal, switchableWarning } from './presets.ts'

/* Rules for bodies of users and groups. Those about their strings are in text.ts. */

export const attributeType: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'attribute-type',
  summary: 'Every attribute has a value of the type that the schema gives it.',
  source: rfc7643('2.3'),
  certainty: 'assumed',
  remedy:
    'Send text as a string, a flag as true or false, and a list as a list, even of one value.',
  check: findDeviations('type-mismatch'),
}

export const attributeRequired: CheckedRule<AnySubject> = {
  ...fixedRefusal,
  answer: {
    exception: 'ValidationException',
    clauses: ({ location }) => [notNullClause(location)],
  },
  id: 'attribute-required',
  summary:
    'A user has a user name, a given name, a family name and a display name; a group has a display name.',
  source: developerGuide('createuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Map the attribute to one that every user has, or to a constant.',
  check: (subject) =>
    resourceTypeOf(subject) === 'Group'
      ? findMissing(subject.resource, ['displayName'])
      : findMissing(
          subject.resource,
          ['userName'],
          ['name', 'familyName'],
          ['name', 'givenName'],
          ['displayName'],
        ),
}

export const subAttributeSupported: CheckedRule<AnySubject> = {
  ...switchableWarning,
  id: 'sub-attribute-supported',
  summary:
    'The sub-attributes `display` of a value and `displayName` of a manager are not supported. The server ignores them.',
  source: developerGuide('createuser', 'not-supported'),
  certainty: 'assumed', // documented as not supported; the effect is not documented
  remedy: 'Remove the sub-attribute from the mapping or template.',
  check: findDeviations('unsupported-sub-attribute'),
}

export const attributeKnown: CheckedRule<AnySubject> = {
  ...switchableWarning,
  id: 'attribute-known',
  summary: 'Every attribute is in the schema. The server ignores others.',
  source: decision('how attributes are handled that are in no schema'),
  certainty: 'assumed',
  remedy: 'Correct the name, or remove the attribute from the mapping.',
  check: findDeviations('unknown-attribute'),
}

export const schemaUrnKnown: CheckedRule<AnySubject> = {
  ...switchableWarning,
  id: 'schema-urn-known',
  summary: 'Every URN in `schemas` is one of the resource type. The server ignores others.',
  source: decision('whether the service checks `schemas`'),
  certainty: 'assumed',
  remedy: 'Send the core schema, and the enterprise schema for users that have its attributes.',
  check: findDeviations('unknown-schema'),
}

export const bodyKeysUnique: CheckedRule<AnySubject | BodySubject> = {
  ...switchableWarning,
  id: 'body-keys-unique',
  summary: 'An object contains each attribute once. Of two with one name, the server ignores one.',
  source: decision('which of two equal names counts'),
  certainty: 'assumed',
  remedy: 'Look for an attribute that is mapped twice, perhaps in different letter case.',
  check: (subject) => {
    if ('deviations' in subject) return findDeviations('duplicate-attribute')(subject)
    return subject.duplicateKeys ? [{ location: [] }] : []
  },
}
