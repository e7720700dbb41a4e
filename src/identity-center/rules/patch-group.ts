import { membersKeptSince } from '../behaviors.ts'
import type { CheckedRule } from '../checked-rule.ts'
import { findChanges } from '../checks.ts'
import { patchMembersMax } from '../limits.ts'
import { developerGuide, report } from '../source.ts'
import type { GroupSubject, PatchSubject } from '../subjects.ts'
import { groupRules, groupWarnings } from './group.ts'
import { memberValueRequired } from './members.ts'
import { patchRequiredAttributeKept, patchShapeRules } from './patch.ts'
import { switchableRefusal } from './presets.ts'

const patchable = ['displayName', 'members', 'externalId']

export const patchGroupAttributeSupported: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-group-attribute-supported',
  summary: 'A PATCH changes only displayName, members and externalId of a group.',
  source: developerGuide('patchgroup', 'constraints'),
  certainty: 'documented',
  remedy: 'Remove the attribute from the operation.',
  check: (subject) =>
    findChanges(subject).flatMap(({ name, location }) =>
      patchable.includes(name) ? [] : [{ location, value: name }],
    ),
}

export const patchMembersNotReplaced: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  answer: {
    exception: 'ValidationException',
    detail: () => 'Replacing group memberships is not supported.',
  },
  id: 'patch-members-not-replaced',
  summary: 'A PATCH adds and removes members of a group. It does not replace all of them.',
  source: report(
    'mitodl/keycloak-scim issue 73',
    'https://github.com/mitodl/keycloak-scim/issues/73',
    '2026-05-27',
  ),
  certainty: 'documented', // by the pages of PatchGroup and of limitations; the text was observed
  since: membersKeptSince,
  remedy: 'Send add operations for new members, and remove operations for those who left.',
  check: ({ changes }) => {
    const replaced = changes.filter(({ op }) => op === 'replace')
    const [first] = replaced
    return first === undefined ? [] : [{ location: first.location.slice(0, 2) }]
  },
}

export const patchMembersRemoveNamed: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-members-remove-named',
  summary: 'An operation that removes members names them.',
  source: developerGuide('limitations'),
  certainty: 'documented',
  since: membersKeptSince,
  remedy: 'Send the ids of the members to remove, as the value or in the brackets of the path.',
  check: ({ changes }) =>
    changes.flatMap(({ op, change, location }) =>
      op === 'remove' && change === 'clear' ? [{ location }] : [],
    ),
}

export const patchMembersMax100: CheckedRule<PatchSubject> = {
  ...switchableRefusal,
  id: 'patch-members-max-100',
  summary: `A PATCH adds and removes at most ${patchMembersMax} members.`,
  source: developerGuide('patchgroup', 'constraints'),
  certainty: 'documented',
  remedy: `Send the changes in several requests of at most ${patchMembersMax}.`,
  check: ({ changes }) => {
    const count = changes.filter(({ change }) => change !== 'clear').length
    return count > patchMembersMax ? [{ location: ['Operations'], note: `it has ${count}.` }] : []
  },
}

/** AWS developer guide, PatchGroup: rules for the operations, in the order in which the service checks. */
export const patchGroupOperationRules: readonly CheckedRule<PatchSubject>[] = [
  ...patchShapeRules,
  patchGroupAttributeSupported,
  patchRequiredAttributeKept,
  memberValueRequired,
  patchMembersNotReplaced,
  patchMembersRemoveNamed,
  patchMembersMax100,
]

/** Rules for the resulting group. */
export const patchGroupResultRules: readonly CheckedRule<GroupSubject>[] = [
  ...groupRules,
  ...groupWarnings,
]
