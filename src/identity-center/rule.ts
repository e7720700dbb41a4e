import type { Location } from '../scim/resource.ts'
import type { ExceptionName } from './exceptions.ts'
import type { Source } from './source.ts'

/** A date of the service's history, `YYYY-MM-DD`. */
export type EpochDate = string

/** How sure we are that the service does so: its own pages, somebody's published observation, or our decision. */
export type Certainty = 'documented' | 'observed' | 'assumed'

/** What breaking a law leads to. `warn` accepts the request and leaves a finding. */
export type Level = 'refuse' | 'warn' | 'off'

/** One place where a law is broken. */
export interface Violation {
  readonly location: Location
  readonly value?: unknown
  /** The characters at fault; positions count code points from 0. */
  readonly codePoints?: readonly { readonly codePoint: number; readonly position: number }[]
  /** What more there is to say of this one, in a sentence (for a conflict: who holds the value). */
  readonly note?: string
}

/** What the client is told when a law decides the answer. */
export interface RuleAnswer {
  readonly exception: ExceptionName
  /** The service's own words, where they are known or follow from known ones; the generic sentence otherwise. */
  readonly detail?: (violations: readonly Violation[]) => string
  /** What the service's own log says, where it says something else. */
  readonly logged?: (violations: readonly Violation[], asOf: EpochDate) => string
  /** For the constraints that the service collects into `N validation errors detected: …`: one clause for each. */
  readonly clauses?: (violation: Violation) => readonly string[]
}

/** One restriction of the service, named. What needs the database to be judged has no `check`. */
export interface Rule {
  /** Kebab-case, one law each, never reused. */
  readonly id: string
  /** The law in one present-tense sentence. */
  readonly summary: string
  readonly source: Source
  readonly certainty: Certainty
  /** The first day on which the service did so; none: as far back as anybody knows. */
  readonly since?: EpochDate
  /** The first day on which it no longer did; none: to this day. */
  readonly until?: EpochDate
  /** What it leads to unless a store's settings say otherwise. */
  readonly level: Level
  /** Whether a store's settings may say otherwise. */
  readonly switchable: boolean
  /** The levels that settings may choose; without it, every level. */
  readonly levels?: readonly Level[]
  readonly answer: RuleAnswer
  /** What whoever sent the request can do, in a sentence. */
  readonly remedy: string
}

/** What is said of one offence: architecture, part 5. */
export interface Finding {
  readonly ruleId: string
  readonly severity: 'refused' | 'warning'
  /** SCIM attribute notation: `emails.value`. */
  readonly path: string
  /** JSON pointer into the body that was sent. */
  readonly pointer: string
  /** Shortened; invisible and forbidden characters spelled out. */
  readonly value: string
  /** The first of the characters at fault; positions count code points of the value from 0. */
  readonly codePoints?: readonly { readonly codePoint: number; readonly position: number }[]
  readonly sentence: string
  readonly source: string
  readonly certainty: Certainty
  readonly remedy: string
}
