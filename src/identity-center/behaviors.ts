import type { Certainty, EpochDate } from './rule.ts'
import {
  decision,
  developerGuide,
  formerUserGuide,
  report,
  type Source,
  userGuide,
} from './source.ts'

/** Dated choices of the service that are no refusals: architecture, 4.9. The variants in force at one epoch. */
export interface Behaviors {
  /** Error bodies: `schema` alone, or `schema` and `schemas`. */
  readonly errorEnvelope: 'schema' | 'schema-and-schemas'
  /** Whether a 400 carries the reason or always the generic sentence. */
  readonly errorTexts: 'generic' | 'specific'
  readonly lists: { readonly pageSize: 50 | 100; readonly cursors: boolean }
  /** Classic ids start with the identity store's 10 hex digits. */
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

/** One dated choice, with where it is known from. */
export interface Behavior<Value> {
  readonly summary: string
  readonly source: Source
  readonly certainty: Certainty
  /** Oldest first; the first one holds as far back as anybody knows. */
  readonly variants: readonly [
    { readonly value: Value },
    ...{ readonly since: EpochDate; readonly value: Value }[],
  ]
}

/** The day from which lists have cursors, `count`, and filters by membership. */
export const cursorsSince: EpochDate = '2025-09-01'

/** The day from which a 400 says what is wrong: it lies between two reports, of April and December 2024. */
export const specificTextsSince: EpochDate = '2024-12-01'

/** The day from which SCIM calls are logged by CloudTrail under their own names: AWS user guide, its page on that. */
export const scimEventsSince: EpochDate = '2024-09-01'

/** The day from which a PATCH may no longer replace or remove all members of a group. */
export const membersKeptSince: EpochDate = '2026-01-01'

export const behaviors: { readonly [Name in keyof Behaviors]: Behavior<Behaviors[Name]> } = {
  errorEnvelope: {
    summary: 'Error bodies name their schema twice, as `schema` and `schemas`.',
    source: report(
      'idp-scim-sync issues 30, 42, 45 and 57',
      'https://github.com/slashdevops/idp-scim-sync/issues/57',
      '2022-03',
    ),
    certainty: 'observed',
    variants: [{ value: 'schema' }, { since: '2022-03-18', value: 'schema-and-schemas' }],
  },
  errorTexts: {
    summary: 'A 400 says what is wrong, where it used to say one sentence for everything.',
    source: userGuide('troubleshooting'),
    certainty: 'documented',
    variants: [{ value: 'generic' }, { since: specificTextsSince, value: 'specific' }],
  },
  lists: {
    summary: 'Lists come in pages with a cursor, where they used to end after 50 without a word.',
    source: developerGuide('listusers'),
    certainty: 'documented',
    variants: [
      { value: { pageSize: 50, cursors: false } },
      { since: cursorsSince, value: { pageSize: 100, cursors: true } },
    ],
  },
  resourceIds: {
    summary: 'Ids look like a UUID, where they used to begin with digits of the identity store.',
    source: decision('both forms of id are published, but no date between them'),
    certainty: 'assumed',
    variants: [{ value: 'prefixed' }, { since: '2022-01-01', value: 'bare' }],
  },
  replaceMembers: {
    summary: 'A PATCH that replaces the members of a group is refused, where it used to work.',
    source: developerGuide('patchgroup'),
    certainty: 'documented',
    variants: [{ value: 'replace' }, { since: membersKeptSince, value: 'refuse' }],
  },
  replaceMembersByNothing: {
    summary:
      'A PATCH that replaces all members by none is refused; it used to empty the group, and for a while to do nothing.',
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
      'A PATCH that removes all members at once is refused, where it used to empty the group.',
    source: developerGuide('limitations'),
    certainty: 'documented',
    variants: [{ value: 'clear' }, { since: membersKeptSince, value: 'refuse' }],
  },
  quotas: {
    summary:
      'An identity store holds so many users and so many groups, unless AWS has raised them.',
    source: userGuide('limits'),
    certainty: 'documented',
    variants: [
      { value: { users: 500, groups: 100 } },
      { since: '2019-12-01', value: { users: 50_000, groups: 10_000 } },
      { since: '2022-10-28', value: { users: 100_000, groups: 100_000 } },
      // The first day after the guide's public history ends; the true one is not published.
      { since: '2023-07-01', value: { users: 200_000, groups: 100_000 } },
    ],
  },
  rates: {
    summary: 'Each operation may be called so often in a second.',
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
