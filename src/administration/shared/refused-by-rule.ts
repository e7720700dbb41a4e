import type { Refusal } from '../../identity-center/errors.ts'
import type { Finding } from '../../identity-center/rule.ts'
import { AdministrationError, type AdministrationErrorKind } from './administration-error.ts'

const kinds: Readonly<Partial<Record<Refusal['exception'], AdministrationErrorKind>>> = {
  ResourceNotFoundException: 'not-found',
  ConflictException: 'conflict',
}

/** What was done to users or groups by hand breaks a rule of the book; its event says so, too. */
export class RefusedByRule extends AdministrationError {
  /** The deciding one first. */
  readonly findings: readonly Finding[]
  /** Under which the event is found. */
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

/** The refusal of an operation for people: in the words of the finding that decided, not of the service. */
export const refusedByRule = (refusal: Refusal, requestId: string): RefusedByRule => {
  const [first] = refusal.findings
  const kind = kinds[refusal.exception] ?? 'invalid'
  return new RefusedByRule(kind, first?.sentence ?? refusal.detail, refusal.findings, requestId)
}
