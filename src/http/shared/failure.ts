import type { FastifyError } from 'fastify'
import {
  AdministrationError,
  type AdministrationErrorKind,
} from '../../administration/shared/administration-error.ts'
import { DatabaseUnavailable } from '../../identity-center/errors.ts'

/** What somebody at the private listener is told, by API or by page. */
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

const sentence = (message: string) => (message.endsWith('.') ? message : `${message}.`)

const outageSentence = ({ outage, message }: DatabaseUnavailable): string =>
  outage === 'unreachable'
    ? 'The database cannot be reached at present.'
    : sentence(message.replace(/^t/, 'T'))

/** What is told of a defect, of which only the log says more. */
export const defect: Failure = {
  status: 500,
  message: 'This is a fault of the server; its log says more.',
}

/** What is told of whatever was thrown; undefined for a defect. */
export const failureOf = (error: FastifyError | Error): Failure | undefined => {
  const { message } = error
  if (error instanceof AdministrationError) return { status: statuses[error.kind], message }
  if (error instanceof DatabaseUnavailable) {
    return { status: 503, message: outageSentence(error) }
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === undefined || status < 400 || status >= 500) return undefined
  return { status, message: sentence(message) }
}
