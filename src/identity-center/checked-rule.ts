import type { Dialect } from './dialect.ts'
import type { Rule, Violation } from './rule.ts'

/** A law that can be judged from the request (and, for a PATCH, the resource that it leads to) alone. */
export interface CheckedRule<Subject> extends Rule {
  /** Where the subject breaks the law; empty when it keeps it. Never throws. */
  readonly check: (subject: Subject, dialect: Dialect) => readonly Violation[]
}
