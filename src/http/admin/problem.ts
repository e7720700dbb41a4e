import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply } from 'fastify'
import { RefusedByRule } from '../../administration/shared/refused-by-rule.ts'
import { defect, failureOf } from '../shared/failure.ts'

/** Problem details: RFC 9457, section 3; with extension members, if there is more to say. */
export const problemOf = (status: number, detail: string, more: object = {}) => {
  const title = STATUS_CODES[status] ?? ''
  // The status says it all: RFC 9457, section 4.2.1.
  const text = JSON.stringify({ type: 'about:blank', title, status, detail, ...more })
  return { title, type: 'application/problem+json', text }
}

/** Sends problem details. */
export const sendProblem = (
  reply: FastifyReply,
  status: number,
  detail: string,
  more: object = {},
) => {
  const { type, text } = problemOf(status, detail, more)
  return reply.code(status).type(type).send(text)
}

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
