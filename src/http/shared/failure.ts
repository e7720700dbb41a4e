import type { FastifyError } from 'fastify'
import {
  AdministrationError,
  type AdministrationErrorKind,
} from '../../administration/shared/administration-error.ts'
import { DatabaseUnavailable } from '../../identity-center/errors.ts'

/** The status and message of an error on the private listener, for the API and for pages. */
export interface Failure {
  readonly status: number
  readonly message: string
}

const statuses = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
} as const satisfies Record<AdministrationErrorKind, number>

const addPeriod = (message: string) => (message.endsWith('.') ? message : `${message}.`)

const describeOutage = ({ outage, message }: DatabaseUnavailable): string =>
  outage === 'unreachable'
    ? 'The database cannot be reached. Try again later.'
    : addPeriod(message.replace(/^t/, 'T'))

/** The response to an error that nothing expected. Its details appear only in the log. */
export const unexpectedFailure: Failure = {
  status: 500,
  message: 'The server failed to process the request. See the server log for the cause.',
}

/** Turns a thrown error into a status and a message. Undefined for an error that nothing expected. */
export const toFailure = (error: FastifyError | Error): Failure | undefined => {
  const { message } = error
  if (error instanceof AdministrationError) return { status: statuses[error.kind], message }
  if (error instanceof DatabaseUnavailable) {
    return { status: 503, message: describeOutage(error) }
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === undefined || status < 400 || status >= 500) return undefined
  return { status, message: addPeriod(message) }
}
