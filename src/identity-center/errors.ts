import { type ExceptionName, exceptions } from './exceptions.ts'
import type { Finding } from './rule.ts'

/** A request that the service refuses. Anything else that is thrown is a defect of ours. */
export class Refusal extends Error {
  readonly exception: ExceptionName
  /** What the client is told. */
  readonly detail: string
  /** What the service's own log says, which is more: AWS user guide, logging SCIM calls with CloudTrail. */
  readonly logged: string
  /** Every offence that was found, the deciding one first. */
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

/** A unique index refused a write. */
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

/** What a request was let in by holds no more: its token is gone, or its store has changed. Nothing was read or written. */
export class CredentialChanged extends Error {
  constructor() {
    super('the credential of a request holds no more')
    this.name = 'CredentialChanged'
  }
}

/** Why a database does not do what it is asked for; what to do about it, where that is not plain. */
const outages = {
  unreachable: 'the database cannot be reached',
  full: 'the disk of the database is full: make room there, until then nothing can be written',
  'read-only': 'the database is read-only: until it is not, nothing can be written',
  ended: 'the embedded database has ended: start again',
} as const

export type Outage = keyof typeof outages

/** The database does not do at present what it can do at other times. */
export class DatabaseUnavailable extends Error {
  readonly outage: Outage

  constructor(cause: unknown, outage: Outage = 'unreachable') {
    super(outages[outage], { cause })
    this.name = 'DatabaseUnavailable'
    this.outage = outage
  }
}
