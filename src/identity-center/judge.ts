import type { Location } from '../scim/resource.ts'
import type { CheckedRule } from './checked-rule.ts'
import { schemaPosition } from './constraints.ts'
import type { Dialect } from './dialect.ts'
import { Refusal } from './errors.ts'
import { explainedText } from './explained-text.ts'
import { findingOf } from './finding.ts'
import type { Finding, Rule, Violation } from './rule.ts'
import { genericText } from './texts.ts'

/** The result of checking a request against rules. */
export interface Judgment {
  /** Refusals first, then warnings; both in the rules' order. */
  readonly findings: readonly Finding[]
  /** The response of the first violated rule that refuses; undefined if the request is accepted. */
  readonly refusal?: Refusal
}

/** A rule, and where a request violates it. */
export interface BrokenRule {
  readonly rule: Rule
  readonly violations: readonly Violation[]
}

/** Findings per rule and request. A body of a megabyte could violate one rule a hundred thousand times. */
const findingsMax = 100

const findingsOf = (
  { rule, violations }: BrokenRule,
  severity: Finding['severity'],
  pointerOf: (location: Location) => string,
): readonly Finding[] =>
  violations
    .slice(0, findingsMax)
    .map((violation) => findingOf(rule, violation, severity, pointerOf))

/** For violations in the path or the query, which have no location in the body. */
const notInBody = () => ''

/** Retry-After for a throttled client. The service sends the header; its value is not published. */
const retryAfterSeconds = 1

/**
 * All constraint violations of a request in one text, attributes in the schema's order: AWS user guide, troubleshooting.
 * The service uses the plural for a single violation, too.
 */
const constraintText = (brokenRules: readonly BrokenRule[]): string => {
  const clauses = brokenRules
    .flatMap(({ rule, violations }) =>
      violations.map((violation) => ({
        position: schemaPosition(violation.location),
        clauses: rule.answer.clauses?.(violation) ?? [],
      })),
    )
    .sort((one, other) => one.position - other.position)
    .flatMap((each) => each.clauses)
  return `${clauses.length} validation errors detected: ${clauses.join('; ')}`
}

/** What is wrong, in the service's text. */
const specificText = (
  { rule, violations }: BrokenRule,
  brokenRules: readonly BrokenRule[],
): string => {
  const { detail, clauses } = rule.answer
  if (clauses !== undefined) return constraintText(brokenRules)
  return detail?.(violations) ?? genericText
}

const detailOf = (
  deciding: BrokenRule,
  brokenRules: readonly BrokenRule[],
  { behaviors }: Dialect,
): string => {
  const { exception } = deciding.rule.answer
  // Conflicts and missing resources had texts of their own long before constraints did.
  const isGeneric = exception === 'ValidationException' && behaviors.errorTexts === 'generic'
  return isGeneric ? genericText : specificText(deciding, brokenRules)
}

/** The text in the log: always the reason, even in epochs when all responses had the same text. */
const logTextOf = (
  deciding: BrokenRule,
  brokenRules: readonly BrokenRule[],
  { asOf }: Dialect,
): string =>
  deciding.rule.answer.logged?.(deciding.violations, asOf) ?? specificText(deciding, brokenRules)

const refuse = (
  deciding: BrokenRule,
  brokenRules: readonly BrokenRule[],
  findings: readonly Finding[],
  dialect: Dialect,
): Refusal => {
  const { exception } = deciding.rule.answer
  const detail = detailOf(deciding, brokenRules, dialect)
  return new Refusal(
    exception,
    dialect.explains ? explainedText(detail, findings) : detail,
    findings,
    exception === 'ThrottlingException' ? retryAfterSeconds : undefined,
    logTextOf(deciding, brokenRules, dialect),
  )
}

/** Checks a subject against every rule. The first violated rule that refuses decides the response. */
export const judge = <Subject>(
  rules: readonly CheckedRule<Subject>[],
  subject: Subject,
  dialect: Dialect,
  pointerOf: (location: Location) => string = notInBody,
): Judgment => {
  const broken = rules.flatMap((rule) => {
    const level = dialect.level(rule)
    const violations = level === 'off' ? [] : rule.check(subject, dialect)
    return violations.length === 0 ? [] : [{ rule, level, violations }]
  })
  if (broken.length === 0) return { findings: [] }
  const refused = broken.filter(({ level }) => level === 'refuse')
  const warned = broken.filter(({ level }) => level === 'warn')
  const findings = [
    ...refused.flatMap((brokenRule) => findingsOf(brokenRule, 'refused', pointerOf)),
    ...warned.flatMap((brokenRule) => findingsOf(brokenRule, 'warning', pointerOf)),
  ]
  const [deciding] = refused
  return deciding === undefined
    ? { findings }
    : { findings, refusal: refuse(deciding, refused, findings, dialect) }
}

/** The refusal of a request that violates a rule without a check: one that the store or an API decides. */
export const refusalOf = (
  rule: Rule,
  violations: readonly Violation[],
  dialect: Dialect,
  more: readonly Finding[] = [],
  pointerOf: (location: Location) => string = notInBody,
): Refusal => {
  const brokenRule = { rule, violations }
  const findings = [...findingsOf(brokenRule, 'refused', pointerOf), ...more]
  return refuse(brokenRule, [brokenRule], findings, dialect)
}
