import { type ExceptionName, exceptions } from './exceptions.ts'
import type { Finding } from './rule.ts'

/** A request that the service refuses. */
export class Refusal extends Error {
  readonly exception: ExceptionName
  /** The text for the client. */
  readonly detail: string
  /** The text in the service's own log, which is more detailed: AWS user guide, logging SCIM calls with CloudTrail. */
  readonly logged: string
  /** All findings, beginning with the violation that decides the response. */
  readonly findings: readonly Finding[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    exception: ExceptionName,
    detail: string,
    findings: readonly Finding[] = [],
    retryAfterSeconds?: number,
    logged: string = detail,
  ) {
    super(detail)
    this.name = 'Refusal'
    this.exception = exception
    this.detail = detail
    this.logged = logged
    this.findings = findings
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** The same refusal with other findings. */
  withFindings(findings: readonly Finding[]): Refusal {
    return new Refusal(this.exception, this.detail, findings, this.retryAfterSeconds, this.logged)
  }

  get status(): number {
    return exceptions[this.exception]
  }
}

/** A write violates a unique index. */
export class UniqueViolation extends Error {
  readonly constraint: string

  constructor(constraint: string) {
    super(`${constraint} is taken`)
    this.name = 'UniqueViolation'
    this.constraint = constraint
  }
}

/** A row that a write refers to does not exist. */
export class MissingReference extends Error {
  readonly constraint: string

  constructor(constraint: string) {
    super(`${constraint} refers to nothing`)
    this.name = 'MissingReference'
    this.constraint = constraint
  }
}

/** The credential of a request is no longer valid: its token was deleted, or its store changed. Nothing was read or written. */
export class CredentialChanged extends Error {
  constructor() {
    super('the credential of the request is no longer valid')
    this.name = 'CredentialChanged'
  }
}

/** Why the database fails, and what to do. */
const outages = {
  unreachable: 'the database cannot be reached',
  full: 'the disk of the database is full: free space on it, until then nothing can be written',
  'read-only': 'the database is read-only: nothing can be written',
  ended: 'the embedded database has stopped: restart the server',
} as const

export type Outage = keyof typeof outages

/** The database cannot serve the request at present. */
export class DatabaseUnavailable extends Error {
  readonly outage: Outage

  constructor(cause: unknown, outage: Outage = 'unreachable') {
    super(outages[outage], { cause })
    this.name = 'DatabaseUnavailable'
    this.outage = outage
  }
}
