import { pathlessAttributes } from '../../scim/patch.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import type { CheckedRule } from '../checked-rule.ts'
import { findChanges, findPatchErrors, resourceTypeOf } from '../checks.ts'
import { developerGuide, report, rfc7644, userGuide } from '../source.ts'
import type { PatchSubject } from '../subjects.ts'
import { invalidRequest, switchableRefusal } from './presets.ts'

/* Rules for the operations of every PATCH. */

export const patchOperationsRequired: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-operations-required',
  summary: 'A PATCH has a list of at least one operation.',
  source: rfc7644('3.5.2'),
  certainty: 'assumed',
  remedy: 'Send a PatchOp message with `Operations`.',
  check: findPatchErrors('operations'),
}

export const patchOpValid: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-op-valid',
  summary: 'The `op` of every operation is add, remove or replace.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Send add, remove or replace, in any letter case.',
  check: findPatchErrors('op'),
}

export const patchPathRequired: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  answer: {
    exception: 'ValidationException',
    detail: () => 'Missing path in PATCH request',
  },
  id: 'patch-path-required',
  summary: 'A remove operation has a path.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy: 'Name the attribute to remove in `path`.',
  check: findPatchErrors('missing-path'),
}

export const patchPathNotEmpty: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-path-not-empty',
  summary: 'A path is not an empty string.',
  source: report(
    'idp-scim-sync commit b509268',
    'https://github.com/slashdevops/idp-scim-sync/commit/b509268',
    '2024-11-03',
  ),
  certainty: 'observed',
  remedy: 'Omit `path` if the value is an object of attributes.',
  check: findPatchErrors('empty-path'),
}

export const patchPathValid: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-path-valid',
  summary:
    'A path names an attribute of the schema. In a value without a path, names are spelled exactly as in the schema.',
  source: report(
    'idp-scim-sync issue 30',
    'https://github.com/slashdevops/idp-scim-sync/issues/30',
    '2022-01-26',
  ),
  certainty: 'observed', // of ExternalID in a value without a path
  remedy:
    'Write the path as `attribute`, `attribute.part` or `attribute[type eq "work"].part`, with or without the URN and a colon before it. Without a path, spell names as the schema does, such as externalId.',
  check: findPatchErrors('bad-path'),
}

export const patchPathFilterValid: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-path-filter-valid',
  summary: 'The brackets of a path contain one comparison with eq.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Write `[attribute eq "value"]`.',
  check: findPatchErrors('bad-value-filter'),
}

export const patchValueRequired: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-value-required',
  summary: 'An add or replace operation has a value.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented',
  remedy: 'Send the `value`, or remove the attribute.',
  check: findPatchErrors('missing-value'),
}

export const patchPathlessValueObject: CheckedRule<PatchSubject> = {
  ...invalidRequest,
  id: 'patch-pathless-value-object',
  summary: 'The value of an operation without a path is an object of attributes.',
  source: rfc7644('3.5.2'),
  certainty: 'assumed',
  remedy: 'Name the attribute in `path`, or send `{"attribute": value}`.',
  check: findPatchErrors('pathless-value'),
}

export const patchPathlessSingleAttribute: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    detail: () =>
      'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
  },
  id: 'patch-pathless-single-attribute',
  summary: 'An operation without a path changes one attribute. An `id` beside it does not count.',
  source: report(
    'authentik issue 12321',
    'https://github.com/goauthentik/authentik/issues/12321',
    '2024-12',
  ),
  certainty: 'observed',
  remedy:
    'Send one operation with a path for each attribute. In Entra, do not set `aadOptscim062020`.',
  check: ({ patch }) =>
    patch.operations.flatMap((operation) => {
      const names = pathlessAttributes(operation)
      return names.length > 1
        ? [{ location: ['Operations', operation.index, 'value'], value: names.join(', ') }]
        : []
    }),
}

const required: Readonly<Record<ResourceTypeName, readonly string[]>> = {
  User: ['userName', 'active', 'displayName', 'name', 'name.familyName', 'name.givenName'],
  Group: ['displayName'],
}

export const patchRequiredAttributeKept: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-required-attribute-kept',
  summary: 'No operation removes userName, active, or another required attribute.',
  source: developerGuide('patchuser', 'constraints'),
  certainty: 'documented', // for userName and active; assumed for the others
  remedy: 'Replace the attribute. To disable a user, replace `active` with false.',
  check: (subject) =>
    findChanges(subject).flatMap(({ operation: { op }, name, part, location }) => {
      const path = part === undefined ? name : `${name}.${part}`
      return op === 'remove' && required[resourceTypeOf(subject)].includes(path)
        ? [{ location, value: path }]
        : []
    }),
}

/** Rules for the form of the operations, in the order in which the service checks. */
export const patchShapeRules: readonly CheckedRule<PatchSubject>[] = [
  patchOperationsRequired,
  patchOpValid,
  patchPathRequired,
  patchPathNotEmpty,
  patchPathFilterValid,
  patchPathValid,
  patchValueRequired,
  patchPathlessValueObject,
  patchPathlessSingleAttribute,
]
