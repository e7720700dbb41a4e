import type { Location } from '../scim/resource.ts'
import type { CheckedRule } from './checked-rule.ts'
import type { Dialect } from './dialect.ts'
import type { Refusal } from './errors.ts'
import { type BrokenRule, judge, refusalOf } from './judge.ts'
import type { Finding, Rule, Violation } from './rule.ts'

/** The JSON pointer, into the body that was sent, of a location that a rule names. */
export type PointerOf = (location: Location) => string

/** Of a path or a query: a body has no place for it. */
const notInBody: PointerOf = () => ''

const nothingFound: readonly Finding[] = []
const wholeRequest: readonly Violation[] = [{ location: [] }]

/**
 * The findings of one request, collected in the order of its stages: request, body, operation, result, store.
 * It is created with the request and is part of its call. Every rule is evaluated and every refusal is built here, so
 * that a refusal also has the warnings of the stages before it.
 *
 * `findings` is replaced, never changed: a caller may keep it, and a stage that finds nothing allocates nothing.
 */
export class Evaluation {
  readonly dialect: Dialect
  readonly #pointerOf: PointerOf
  #translate: ((finding: Finding) => Finding) | undefined
  #findings = nothingFound

  /** `pointerOf` is used where a stage names no other one. */
  constructor(dialect: Dialect, pointerOf: PointerOf = notInBody) {
    this.dialect = dialect
    this.#pointerOf = pointerOf
  }

  /** What was found so far: the warnings of a request that has not been refused. */
  get findings(): readonly Finding[] {
    return this.#findings
  }

  /** Evaluates one stage: throws the refusal of the first rule that refuses, or collects the warnings. */
  require<Subject>(
    rules: readonly CheckedRule<Subject>[],
    subject: Subject,
    pointerOf = this.#pointerOf,
  ): void {
    const { findings, refusal } = judge(rules, subject, this.dialect, pointerOf)
    if (refusal !== undefined) throw this.#complete(refusal)
    this.#add(findings)
  }

  /** Evaluates one stage and collects everything, refusals too: for a check, which goes on after them. */
  inspect<Subject>(
    rules: readonly CheckedRule<Subject>[],
    subject: Subject,
    pointerOf = this.#pointerOf,
  ): void {
    this.#add(judge(rules, subject, this.dialect, pointerOf).findings)
  }

  /** The refusal by a rule that only the store or an API can judge; of the request as a whole without `violations`. */
  refusal(rule: Rule, violations = wholeRequest, pointerOf = this.#pointerOf): Refusal {
    return this.#complete(refusalOf(rule, violations, this.dialect, nothingFound, pointerOf))
  }

  /** The same by several rules: the first one decides the response, the findings name all. */
  refusalByAll(
    [first, ...others]: readonly [BrokenRule, ...BrokenRule[]],
    pointerOf = this.#pointerOf,
  ): Refusal {
    const more = others.flatMap(
      ({ rule, violations }) =>
        refusalOf(rule, violations, this.dialect, nothingFound, pointerOf).findings,
    )
    return this.#complete(refusalOf(first.rule, first.violations, this.dialect, more, pointerOf))
  }

  /**
   * Forgets what was found since `findings` was read. An operation that starts again after a lost update calls this
   * first, so that no warning is collected twice.
   */
  rewind(findings: readonly Finding[]): void {
    this.#findings = findings
  }

  /** Has the later findings translated: for an API that turns the body it was sent into one of SCIM. */
  translateFindings(translate: (finding: Finding) => Finding): void {
    this.#translate = translate
  }

  #translated(findings: readonly Finding[]): readonly Finding[] {
    return this.#translate === undefined ? findings : findings.map(this.#translate)
  }

  #add(findings: readonly Finding[]): void {
    if (findings.length === 0) return
    this.#findings = [...this.#findings, ...this.#translated(findings)]
  }

  /** A refusal of this stage with the warnings of earlier ones: refusals first, then warnings in the order of stages. */
  #complete(refusal: Refusal): Refusal {
    if (this.#findings.length === 0 && this.#translate === undefined) return refusal
    const own = this.#translated(refusal.findings)
    return refusal.withFindings([
      ...own.filter(({ severity }) => severity === 'refused'),
      ...this.#findings,
      ...own.filter(({ severity }) => severity === 'warning'),
    ])
  }
}
