import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply } from 'fastify'
import {
  AdministrationError,
  type AdministrationErrorKind,
} from '../../administration/administration-error.ts'
import { RefusedByRule } from '../../administration/refused.ts'
import { DatabaseUnavailable } from '../../identity-center/errors.ts'

const statuses = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
} as const satisfies Record<AdministrationErrorKind, number>

/** Sends problem details: RFC 9457, section 3; with extension members, if there is more to say. */
export const sendProblem = (
  reply: FastifyReply,
  status: number,
  detail: string,
  more: object = {},
) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank', // the status says it all: RFC 9457, section 4.2.1
        title: STATUS_CODES[status],
        status,
        detail,
        ...more,
      }),
    )

const sentence = (message: string) => (message.endsWith('.') ? message : `${message}.`)

/** Answers whatever was thrown. What is no mistake of the client is logged and not told. */
export const sendError = (error: FastifyError, reply: FastifyReply) => {
  if (error instanceof RefusedByRule) {
    const { findings } = error
    return sendProblem(reply, statuses[error.kind], error.message, { findings })
  }
  if (error instanceof AdministrationError) {
    return sendProblem(reply, statuses[error.kind], error.message)
  }
  if (error instanceof DatabaseUnavailable) {
    return sendProblem(reply, 503, 'The database cannot be reached at present.')
  }
  const { statusCode = 500 } = error
  if (statusCode >= 400 && statusCode < 500) {
    return sendProblem(reply, statusCode, sentence(error.message))
  }
  reply.log.error({ err: error }, 'a defect: this request should have been answered otherwise')
  return sendProblem(reply, 500, 'This is a fault of the server; its log says more.')
}
