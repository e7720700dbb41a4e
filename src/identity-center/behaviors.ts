import type { Certainty, EpochDate } from './rule.ts'
import {
  decision,
  developerGuide,
  formerUserGuide,
  report,
  type Source,
  userGuide,
} from './source.ts'

/** The dated behaviors of the service that refuse nothing, as of one epoch: architecture, 4.9. */
export interface Behaviors {
  /** Error bodies: `schema` alone, or `schema` and `schemas`. */
  readonly errorEnvelope: 'schema' | 'schema-and-schemas'
  /** Whether a 400 has the reason, or always the generic sentence. */
  readonly errorTexts: 'generic' | 'specific'
  readonly lists: { readonly pageSize: 50 | 100; readonly cursors: boolean }
  /** Prefixed ids start with the identity store's 10 hex digits. */
  readonly resourceIds: 'prefixed' | 'bare'
  readonly replaceMembers: 'replace' | 'refuse'
  /** Replace of all members by an empty list or no value. */
  readonly replaceMembersByNothing: 'clear' | 'no-effect' | 'refuse'
  /** Remove of members without a value. */
  readonly removeAllMembers: 'clear' | 'refuse'
  readonly quotas: { readonly users: number; readonly groups: number }
  /** Calls of one operation in a second. */
  readonly rates: { readonly writes: number; readonly reads: number }
}

/** One dated behavior, with its source. */
export interface Behavior<Value> {
  readonly summary: string
  readonly source: Source
  readonly certainty: Certainty
  /** Oldest first. The first variant has no date: nothing earlier is known. */
  readonly variants: readonly [
    { readonly value: Value },
    ...{ readonly since: EpochDate; readonly value: Value }[],
  ]
}

/** The day from which lists have cursors, `count`, and filters by membership. */
export const cursorsSince: EpochDate = '2025-09-01'

/** The day from which a 400 says what is wrong. It lies between two reports, of April and December 2024. */
export const specificTextsSince: EpochDate = '2024-12-01'

/** The day from which CloudTrail logs SCIM calls under their own names: AWS user guide, logging SCIM calls. */
export const scimEventsSince: EpochDate = '2024-09-01'

/** The day from which a PATCH may no longer replace or remove all members of a group. */
export const membersKeptSince: EpochDate = '2026-01-01'

export const behaviors: { readonly [Name in keyof Behaviors]: Behavior<Behaviors[Name]> } = {
  errorEnvelope: {
    summary: 'Error bodies have `schemas` in addition to `schema`.',
    source: report(
      'idp-scim-sync issues 30, 42, 45 and 57',
      'https://github.com/slashdevops/idp-scim-sync/issues/57',
      '2022-03',
    ),
    certainty: 'observed',
    variants: [{ value: 'schema' }, { since: '2022-03-18', value: 'schema-and-schemas' }],
  },
  errorTexts: {
    summary: 'A 400 says what is wrong. Before, every 400 had the same sentence.',
    source: userGuide('troubleshooting'),
    certainty: 'documented',
    variants: [{ value: 'generic' }, { since: specificTextsSince, value: 'specific' }],
  },
  lists: {
    summary: 'Lists have pages with a cursor. Before, they ended after 50 entries without notice.',
    source: developerGuide('listusers'),
    certainty: 'documented',
    variants: [
      { value: { pageSize: 50, cursors: false } },
      { since: cursorsSince, value: { pageSize: 100, cursors: true } },
    ],
  },
  resourceIds: {
    summary: 'Ids look like a UUID. Before, they began with digits of the identity store.',
    source: decision('when ids changed: both forms are published, but no date'),
    certainty: 'assumed',
    variants: [{ value: 'prefixed' }, { since: '2022-01-01', value: 'bare' }],
  },
  replaceMembers: {
    summary:
      'The server rejects a PATCH that replaces the members of a group. Before, it replaced them.',
    source: developerGuide('patchgroup'),
    certainty: 'documented',
    variants: [{ value: 'replace' }, { since: membersKeptSince, value: 'refuse' }],
  },
  replaceMembersByNothing: {
    summary:
      'The server rejects a PATCH that replaces all members with none. Before, it emptied the group, and for a while it had no effect.',
    source: report(
      'lichti/aws-iam-scim-problem',
      'https://github.com/lichti/aws-iam-scim-problem',
      '2024-04-05',
    ),
    certainty: 'observed',
    variants: [
      { value: 'clear' },
      { since: '2024-04-01', value: 'no-effect' },
      { since: membersKeptSince, value: 'refuse' },
    ],
  },
  removeAllMembers: {
    summary:
      'The server rejects a PATCH that removes all members at once. Before, it emptied the group.',
    source: developerGuide('limitations'),
    certainty: 'documented',
    variants: [{ value: 'clear' }, { since: membersKeptSince, value: 'refuse' }],
  },
  quotas: {
    summary:
      'The numbers of users and groups in an identity store are limited. AWS can raise the quotas.',
    source: userGuide('limits'),
    certainty: 'documented',
    variants: [
      { value: { users: 500, groups: 100 } },
      { since: '2019-12-01', value: { users: 50_000, groups: 10_000 } },
      { since: '2022-10-28', value: { users: 100_000, groups: 100_000 } },
      // The first day after the guide's public history ends. The true day is not published.
      { since: '2023-07-01', value: { users: 200_000, groups: 100_000 } },
    ],
  },
  rates: {
    summary: 'The calls of each operation per second are limited.',
    source: formerUserGuide('limits', '2021-08'),
    certainty: 'documented',
    variants: [
      { value: { writes: 20, reads: 20 } },
      { since: '2023-07-01', value: { writes: 25, reads: 40 } }, // as above
    ],
  },
}

const at = <Value>({ variants }: Behavior<Value>, asOf: EpochDate): Value => {
  const [first, ...later] = variants
  return (later.findLast(({ since }) => since <= asOf) ?? first).value
}

/** The published rates by the names that settings have for them. */
export const namedRates = {
  2021: at(behaviors.rates, '2021-08-01'),
  now: behaviors.rates.variants.at(-1)?.value ?? behaviors.rates.variants[0].value,
} as const

/** The variants in force on a day. */
export const behaviorsAt = (asOf: EpochDate): Behaviors => ({
  errorEnvelope: at(behaviors.errorEnvelope, asOf),
  errorTexts: at(behaviors.errorTexts, asOf),
  lists: at(behaviors.lists, asOf),
  resourceIds: at(behaviors.resourceIds, asOf),
  replaceMembers: at(behaviors.replaceMembers, asOf),
  replaceMembersByNothing: at(behaviors.replaceMembersByNothing, asOf),
  removeAllMembers: at(behaviors.removeAllMembers, asOf),
  quotas: at(behaviors.quotas, asOf),
  rates: at(behaviors.rates, asOf),
})
