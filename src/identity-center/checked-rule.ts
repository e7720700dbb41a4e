import type { Dialect } from './dialect.ts'
import type { Rule, Violation } from './rule.ts'

/** A rule that needs only the request and, for a PATCH, the resulting resource. */
export interface CheckedRule<Subject> extends Rule {
  /** The violations of the subject; empty if it obeys the rule. Never throws. */
  readonly check: (subject: Subject, dialect: Dialect) => readonly Violation[]
}
