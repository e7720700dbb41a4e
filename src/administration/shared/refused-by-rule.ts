import type { Refusal } from '../../identity-center/errors.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { AdministrationError, type AdministrationErrorKind } from './administration-error.ts'

const kinds: Readonly<Partial<Record<Refusal['exception'], AdministrationErrorKind>>> = {
  ResourceNotFoundException: 'not-found',
  ConflictException: 'conflict',
}

/** A manual change that violates a rule. Its event has the same findings. */
export class RefusedByRule extends AdministrationError {
  /** The deciding finding first. */
  readonly findings: readonly Finding[]
  /** The request id of the event. */
  readonly requestId: string

  constructor(
    kind: AdministrationErrorKind,
    message: string,
    findings: readonly Finding[],
    requestId: string,
  ) {
    super(kind, message)
    this.name = 'RefusedByRule'
    this.findings = findings
    this.requestId = requestId
  }
}

/** Converts the refusal of an operation: its message is the sentence of the deciding finding, not the text of AWS. */
export const refusedByRule = (refusal: Refusal, requestId: string): RefusedByRule => {
  const [first] = refusal.findings
  const kind = kinds[refusal.exception] ?? 'invalid'
  return new RefusedByRule(kind, first?.sentence ?? refusal.detail, refusal.findings, requestId)
}
