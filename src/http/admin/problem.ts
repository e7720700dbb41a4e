import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply } from 'fastify'
import { RefusedByRule } from '../../administration/refused.ts'
import { defect, failureOf } from '../failure.ts'

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

/** Answers whatever was thrown. What is no mistake of the client is logged and not told. */
export const sendError = (error: FastifyError, reply: FastifyReply) => {
  const failure = failureOf(error)
  if (failure === undefined) {
    reply.log.error({ err: error }, 'a defect: this request should have been answered otherwise')
  }
  const { status, message } = failure ?? defect
  return sendProblem(
    reply,
    status,
    message,
    error instanceof RefusedByRule ? { findings: error.findings } : {},
  )
}
