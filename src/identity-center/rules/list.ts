import { behaviorsAt, cursorsSince } from '../behaviors.ts'
import type { CheckedRule } from '../checked-rule.ts'
import { acceptedGroupFilter, acceptedUserFilter } from '../filters.ts'
import type { Rule } from '../rule.ts'
import { developerGuide, report } from '../source.ts'
import type { ListSubject } from '../subjects.ts'
import { fixedRefusal, invalidRequest, switchableRefusal, switchableWarning } from './presets.ts'

/** A quoted string, or the rest of the filter after an unclosed quote, which keeps the search linear. */
const quoted = /"(?:[^"\\]|\\.)*(?:"|\\?$)/gs

/** Whether a filter has parentheses outside of quoted strings. The parsed filter does not show them. */
const hasParentheses = (filter: string): boolean => /[()]/.test(filter.replace(quoted, ''))

export const filterSupported: CheckedRule<ListSubject> = {
  ...fixedRefusal,
  answer: { exception: 'ValidationException', detail: () => 'Invalid Filter format' },
  id: 'filter-supported',
  summary:
    'A filter is one that the service supports: one attribute, or id and one other, compared by eq with a quoted string.',
  source: developerGuide('listusers', 'not-supported'),
  certainty: 'documented',
  remedy:
    'Match on one attribute: for users userName or externalId, for groups displayName or externalId.',
  check: ({ operation, query, filter }, dialect) => {
    if (query['filter'] === undefined) return []
    const accepted = operation === 'ListUsers' ? acceptedUserFilter : acceptedGroupFilter
    return filter === undefined ||
      accepted(filter, dialect) === undefined ||
      hasParentheses(query['filter'])
      ? [{ location: ['filter'], value: query['filter'] }]
      : []
  },
}

export const filterMemberRequired: CheckedRule<ListSubject> = {
  ...switchableRefusal,
  id: 'filter-member-required',
  summary: 'A filter by member has the id of a member.',
  source: report(
    'idp-scim-sync issue 75',
    'https://github.com/slashdevops/idp-scim-sync/issues/75',
    '2022-07',
  ),
  certainty: 'observed',
  remedy: 'Look for a member whose id the client has lost. It asks for the id "".',
  check: ({ query, filter }, dialect) => {
    const accepted = filter && acceptedGroupFilter(filter, dialect)
    const member =
      accepted?.by === 'member'
        ? accepted.value
        : accepted?.by === 'id-and-member'
          ? accepted.member
          : undefined
    return member === '' ? [{ location: ['filter'], value: query['filter'] }] : []
  },
}

const { pageSize } = behaviorsAt(cursorsSince).lists

export const countRange: CheckedRule<ListSubject> = {
  ...switchableRefusal,
  id: 'count-range',
  summary: `count is a whole number from 1 to ${pageSize}.`,
  source: developerGuide('listusers'),
  certainty: 'assumed', // the range is documented; the effect of other numbers is not
  since: cursorsSince,
  remedy: `Request at most ${pageSize}, and follow the cursor.`,
  check: ({ query }) => {
    const { count } = query
    const isInRange =
      count === undefined ||
      (/^\d+$/.test(count) && Number(count) >= 1 && Number(count) <= pageSize)
    return isInRange ? [] : [{ location: ['count'], value: count }]
  },
}

export const cursorFormat: CheckedRule<ListSubject> = {
  ...switchableRefusal,
  id: 'cursor-format',
  summary: 'A cursor is empty, or comes from a response.',
  source: developerGuide('listusers'),
  certainty: 'assumed',
  since: cursorsSince,
  remedy: 'Send `cursor` without a value first, then the nextCursor of each response.',
  check: ({ query }) => {
    const { cursor = '' } = query
    return /^[-a-zA-Z0-9+=/:_]*$/.test(cursor) ? [] : [{ location: ['cursor'], value: cursor }]
  },
}

export const cursorFilterUnchanged: Rule = {
  ...invalidRequest,
  id: 'cursor-filter-unchanged',
  summary: 'Every page of a list is requested with the same filter.',
  source: developerGuide('listusers', 'errors'),
  certainty: 'documented',
  since: cursorsSince,
  remedy:
    'Send the filter of the first page with every cursor. To change the filter, start again without a cursor.',
}

export const listParametersSupported: CheckedRule<ListSubject> = {
  ...switchableWarning,
  id: 'list-parameters-supported',
  summary:
    'startIndex, attributes and excludedAttributes are not supported. The server ignores them.',
  source: developerGuide('listusers', 'not-supported'),
  certainty: 'assumed', // documented as not supported; the effect is not documented
  remedy: 'Page with `cursor`. Every response has all attributes.',
  check: ({ query }) =>
    ['startIndex', 'attributes', 'excludedAttributes'].flatMap((name) =>
      query[name] === undefined ? [] : [{ location: [name], value: query[name] }],
    ),
}

/** AWS developer guide, ListUsers; in the order in which the service checks. */
export const listUsersRules: readonly CheckedRule<ListSubject>[] = [
  filterSupported,
  countRange,
  cursorFormat,
  listParametersSupported,
]

/** AWS developer guide, ListGroups; in the order in which the service checks. */
export const listGroupsRules: readonly CheckedRule<ListSubject>[] = [
  filterSupported,
  filterMemberRequired,
  countRange,
  cursorFormat,
  listParametersSupported,
]
