import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply } from 'fastify'
import { RefusedByRule } from '../../administration/shared/refused-by-rule.ts'
import { toFailure, unexpectedFailure } from '../shared/failure.ts'

/** Builds problem details (RFC 9457, section 3), with `more` as extension members. */
export const buildProblem = (status: number, detail: string, more: object = {}) => {
  const title = STATUS_CODES[status] ?? ''
  // The type about:blank adds nothing to the status: RFC 9457, section 4.2.1.
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
  const { type, text } = buildProblem(status, detail, more)
  return reply.code(status).type(type).send(text)
}

/** Sends problem details for a thrown error. An unexpected error is logged, and its message is not sent. */
export const sendError = (error: FastifyError, reply: FastifyReply) => {
  const failure = toFailure(error)
  if (failure === undefined) {
    reply.log.error({ err: error }, 'unexpected error: the request failed with status 500')
  }
  const { status, message } = failure ?? unexpectedFailure
  return sendProblem(
    reply,
    status,
    message,
    error instanceof RefusedByRule ? { findings: error.findings } : {},
  )
}
