import type { CheckedRule } from '../checked-rule.ts'
import { type AnySubject, findDeviations, findMissing, resourceTypeOf } from '../checks.ts'
import { notNullClause } from '../constraints.ts'
import { decision, developerGuide, rfc7643 } from '../source.ts'
import type { BodySubject } from '../subjects.ts'
import { fixedRefusal, switchableRefusal, switchableWarning } from './presets.ts'

/* What bodies of users and groups have in common; what their strings must be like stands in text.ts. */

export const attributeType: CheckedRule<AnySubject> = {
  ...switchableRefusal,
  id: 'attribute-type',
  summary: 'Every attribute has a value of the type that the schema gives it.',
  source: rfc7643('2.3'),
  certainty: 'assumed',
  remedy: 'Send text as a string, flags as true or false, and lists as lists, also of one value.',
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
  remedy: 'Map the attribute to one that everybody has, or to a constant.',
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
    'No value of a list carries `display`, and a manager no `displayName`: they are not supported, and dropped.',
  source: developerGuide('createuser', 'not-supported'),
  certainty: 'assumed', // documented as not supported, not what becomes of them
  remedy: 'Take the sub-attribute out of the mapping or template.',
  check: findDeviations('unsupported-sub-attribute'),
}

export const attributeKnown: CheckedRule<AnySubject> = {
  ...switchableWarning,
  id: 'attribute-known',
  summary: 'Every attribute is one of the schema: others are passed over.',
  source: decision('what becomes of attributes that no schema has'),
  certainty: 'assumed',
  remedy: 'Correct the name, or take the attribute out of the mapping.',
  check: findDeviations('unknown-attribute'),
}

export const schemaUrnKnown: CheckedRule<AnySubject> = {
  ...switchableWarning,
  id: 'schema-urn-known',
  summary: 'Every URN in `schemas` is one of the resource: others are passed over.',
  source: decision('whether the service looks at `schemas`'),
  certainty: 'assumed',
  remedy: 'Send the core schema, and the enterprise schema for users that have its attributes.',
  check: findDeviations('unknown-schema'),
}

export const bodyKeysUnique: CheckedRule<AnySubject | BodySubject> = {
  ...switchableWarning,
  id: 'body-keys-unique',
  summary: 'An object names each of its attributes once: of two, one is passed over.',
  source: decision('which of two equal names counts'),
  certainty: 'assumed',
  remedy: 'Look for an attribute that is mapped twice, perhaps in another letter case.',
  check: (subject) => {
    if ('deviations' in subject) return findDeviations('duplicate-attribute')(subject)
    return subject.duplicateKeys ? [{ location: [] }] : []
  },
}
