import type { FastifyReply, FastifyRequest } from 'fastify'
import { buildEvent } from '../../events/build-event.ts'
import { sanitizeText } from '../../events/sanitize.ts'
import type { Refusal } from '../../identity-center/errors.ts'
import { apiException, apiMessage } from '../../identity-center/identity-store/error-answer.ts'
import type { Finding } from '../../identity-center/rule.ts'
import type { Answer } from '../../operations/operation.ts'
import { rawQuery } from '../../operations/target.ts'
import { bodyOf, unauthenticatedBodyBytes } from '../shared/request-body.ts'
import type { Claimant } from './caller.ts'
import { targetOf } from './target.ts'

/** How the event of a request is made, whoever it turned out to come from. */
export const recordOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  claimant: Claimant | undefined,
  now: Date,
) => {
  const received = {
    origin: 'api',
    requestId: request.id,
    at: new Date(now.getTime() - reply.elapsedTime),
    method: request.method,
    path: '/',
    query: rawQuery(request.originalUrl),
    userAgent: request.headers['user-agent'],
    sourceIp: request.ip,
    body: bodyOf(request),
    announcedBytes: Number(request.headers['content-length']) || 0,
    identityStoreId: claimant?.identityStoreId ?? null,
    tenantId: claimant?.tenantId || null,
    tokenId: claimant?.accessKeyId ?? null,
    operation: targetOf(request)?.name ?? null,
    id: '',
    bodyBytes: claimant?.evaluation.dialect.eventBodyBytes ?? unauthenticatedBodyBytes,
  } as const
  const outcome = (status: number, body: string | undefined, findings: readonly Finding[]) => ({
    status,
    body,
    findings,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
  })

  return {
    answered: ({ status, body }: Answer, findings: readonly Finding[]) =>
      buildEvent(received, outcome(status, body, findings)),
    refused: (refusal: Refusal, status: number, body: string) => ({
      ...buildEvent(received, { ...outcome(status, body, refusal.findings), refusal }),
      errorCode: apiException(refusal),
      errorMessage: sanitizeText(apiMessage(refusal)),
    }),
  }
}
