import type { Location } from '../scim/resource.ts'
import type { ExceptionName } from './exceptions.ts'
import type { Source } from './source.ts'

/** A date of the service's history, `YYYY-MM-DD`. */
export type EpochDate = string

/** How the rule is known: from the service's own pages, from a published observation, or by our decision. */
export type Certainty = 'documented' | 'observed' | 'assumed'

/** The effect of a violation. `warn` accepts the request and leaves a finding. */
export type Level = 'refuse' | 'warn' | 'off'

/** One violation of a rule, at one location. */
export interface Violation {
  readonly location: Location
  readonly value?: unknown
  /** The disallowed characters; positions count code points from 0. */
  readonly codePoints?: readonly { readonly codePoint: number; readonly position: number }[]
  /** More about this violation, in a sentence; for a conflict, the resource that has the value. */
  readonly note?: string
}

/** The response when a rule decides it. */
export interface RuleAnswer {
  readonly exception: ExceptionName
  /** The service's own text, if it is known or follows from known ones; otherwise the generic sentence. */
  readonly detail?: (violations: readonly Violation[]) => string
  /** The text in the service's own log, if it differs. */
  readonly logged?: (violations: readonly Violation[], asOf: EpochDate) => string
  /** For the constraints that the service collects into `N validation errors detected: …`: one clause for each. */
  readonly clauses?: (violation: Violation) => readonly string[]
}

/** One restriction of the service. A rule that depends on the database is not a `CheckedRule`. */
export interface Rule {
  /** Kebab-case. An id is never given to another rule. */
  readonly id: string
  /** The rule in one present-tense sentence, or two short ones. */
  readonly summary: string
  readonly source: Source
  readonly certainty: Certainty
  /** The first day of the rule; undefined if nothing earlier is known. */
  readonly since?: EpochDate
  /** The first day without the rule; undefined if it is in force today. */
  readonly until?: EpochDate
  /** The level, unless a store's settings change it. */
  readonly level: Level
  /** Whether a store's settings can change the level. */
  readonly switchable: boolean
  /** The levels that settings may choose; without it, every level. */
  readonly levels?: readonly Level[]
  readonly answer: RuleAnswer
  /** What the sender of the request can do, in an imperative sentence. */
  readonly remedy: string
}

/** What an event says about one violation: architecture, part 5. */
export interface Finding {
  readonly ruleId: string
  readonly severity: 'refused' | 'warning'
  /** SCIM attribute notation: `emails.value`. */
  readonly path: string
  /** JSON pointer into the body that was sent. */
  readonly pointer: string
  /** Shortened; invisible and disallowed characters are spelled out. */
  readonly value: string
  /** The first disallowed characters; positions count code points of the value from 0. */
  readonly codePoints?: readonly { readonly codePoint: number; readonly position: number }[]
  readonly sentence: string
  readonly source: string
  readonly certainty: Certainty
  readonly remedy: string
}
