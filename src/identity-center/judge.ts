import type { Location } from '../scim/resource.ts'
import { schemaPosition } from './constraints.ts'
import type { Dialect } from './dialect.ts'
import { Refusal } from './errors.ts'
import { explainedText } from './explained-text.ts'
import { findingOf } from './finding.ts'
import type { Finding, Law, Offence, Rule } from './rule.ts'
import { genericText } from './texts.ts'

/** What holding a request against rules has led to. */
export interface Judgement {
  /** Of the rules that refuse first, then the warnings; both in the rules' order. */
  readonly findings: readonly Finding[]
  /** The answer of the first rule that refuses; none when the request may go on. */
  readonly refusal?: Refusal
}

interface Breach {
  readonly law: Law
  readonly offences: readonly Offence[]
}

/** Nobody reads more of one kind, and a body of a megabyte could break a law a hundred thousand times. */
const mostFindings = 100

const findingsOf = (
  { law, offences }: Breach,
  severity: Finding['severity'],
  pointerOf: (location: Location) => string,
): readonly Finding[] =>
  offences.slice(0, mostFindings).map((offence) => findingOf(law, offence, severity, pointerOf))

/** Of what stands in the path, the query or nowhere, a body has no place. */
const notInBody = () => ''

/** How long a throttled client is told to wait; the service sends the header, its value is not published. */
const retryAfterSeconds = 1

/**
 * The constraint violations of a whole request in one text, attributes in the schema's order: AWS user guide,
 * troubleshooting. The plural stands also with a single one.
 */
const constraintText = (breaches: readonly Breach[]): string => {
  const clauses = breaches
    .flatMap(({ law, offences }) =>
      offences.map((offence) => ({
        position: schemaPosition(offence.location),
        clauses: law.answer.clauses?.(offence) ?? [],
      })),
    )
    .sort((one, other) => one.position - other.position)
    .flatMap((each) => each.clauses)
  return `${clauses.length} validation errors detected: ${clauses.join('; ')}`
}

/** What is wrong, in the service's words. */
const specificText = ({ law, offences }: Breach, breaches: readonly Breach[]): string => {
  const { detail, clauses } = law.answer
  if (clauses !== undefined) return constraintText(breaches)
  return detail?.(offences) ?? genericText
}

const detailOf = (
  deciding: Breach,
  breaches: readonly Breach[],
  { behaviours }: Dialect,
): string => {
  const { exception } = deciding.law.answer
  // Conflicts and what is not there were told apart long before broken constraints were.
  const isGeneric = exception === 'ValidationException' && behaviours.errorTexts === 'generic'
  return isGeneric ? genericText : specificText(deciding, breaches)
}

/** What the log says: always the reason, also at times when the answer was the same for all. */
const loggedOf = (deciding: Breach, breaches: readonly Breach[], { asOf }: Dialect): string =>
  deciding.law.answer.logged?.(deciding.offences, asOf) ?? specificText(deciding, breaches)

const refuse = (
  deciding: Breach,
  breaches: readonly Breach[],
  findings: readonly Finding[],
  dialect: Dialect,
): Refusal => {
  const { exception } = deciding.law.answer
  const detail = detailOf(deciding, breaches, dialect)
  return new Refusal(
    exception,
    dialect.explains ? explainedText(detail, findings) : detail,
    findings,
    exception === 'ThrottlingException' ? retryAfterSeconds : undefined,
    loggedOf(deciding, breaches, dialect),
  )
}

/** Holds a subject against every rule; the first that is broken and refuses decides the answer. */
export const judge = <Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
  dialect: Dialect,
  pointerOf: (location: Location) => string = notInBody,
): Judgement => {
  const broken = rules.flatMap((law) => {
    const level = dialect.level(law)
    const offences = level === 'off' ? [] : law.check(subject, dialect)
    return offences.length === 0 ? [] : [{ law, level, offences }]
  })
  const refused = broken.filter(({ level }) => level === 'refuse')
  const warned = broken.filter(({ level }) => level === 'warn')
  const findings = [
    ...refused.flatMap((breach) => findingsOf(breach, 'refused', pointerOf)),
    ...warned.flatMap((breach) => findingsOf(breach, 'warning', pointerOf)),
  ]
  const [deciding] = refused
  return deciding === undefined
    ? { findings }
    : { findings, refusal: refuse(deciding, refused, findings, dialect) }
}

/** The refusal of a request that breaks a law which only the state of the store, or a door, can judge. */
export const refusalOf = (
  law: Law,
  offences: readonly Offence[],
  dialect: Dialect,
  more: readonly Finding[] = [],
  pointerOf: (location: Location) => string = notInBody,
): Refusal => {
  const breach = { law, offences }
  const findings = [...findingsOf(breach, 'refused', pointerOf), ...more]
  return refuse(breach, [breach], findings, dialect)
}
