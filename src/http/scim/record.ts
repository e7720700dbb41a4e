import type { FastifyReply, FastifyRequest } from 'fastify'
import { buildEvent } from '../../events/build-event.ts'
import type { ClientBehavior } from '../../events/client-behavior.ts'
import type { Outcome, ReceivedRequest } from '../../events/received-request.ts'
import type { Recorder } from '../../events/recorder.ts'
import type { Dialect } from '../../identity-center/dialect.ts'
import type { Refusal } from '../../identity-center/errors.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import type { Finding } from '../../identity-center/rule.ts'
import type { Answer } from '../../operations/operation.ts'
import { bodyOf, unauthenticatedBodyBytes } from '../shared/request-body.ts'
import { tenantOf } from './caller.ts'

const receivedRequest = (request: FastifyRequest, at: Date): ReceivedRequest => {
  const { id, method, originalUrl, headers, ip, addressee, caller, params, routeOptions } = request
  const mark = originalUrl.indexOf('?')
  return {
    requestId: id,
    at,
    method,
    path: mark === -1 ? originalUrl : originalUrl.slice(0, mark),
    query: mark === -1 ? '' : originalUrl.slice(mark + 1),
    userAgent: headers['user-agent'],
    sourceIp: ip,
    body: bodyOf(request),
    announcedBytes: Number(headers['content-length']) || 0,
    identityStoreId: addressee?.identityStoreId ?? null,
    tenantId: tenantOf(request) || null,
    tokenId: caller?.tokenId ?? null,
    operation: routeOptions.config?.operation ?? null,
    id: (params as { readonly id?: string } | undefined)?.id ?? '',
    bodyBytes: addressee?.dialect.eventBodyBytes ?? unauthenticatedBodyBytes,
  }
}

/** The record of one request, from its arrival to its answer. */
export interface RequestRecord {
  /** Collects the findings of the request; those of its client's behavior come from elsewhere and stand last. */
  readonly evaluation: Evaluation
  readonly eventOf: (answer: Answer) => ReturnType<typeof buildEvent>
  /**
   * Keeps the event of an answer, unless it has committed with what the operation changed. What is returned ends when
   * there is room for more.
   */
  readonly answered: (answer: Answer) => Promise<void> | undefined
  /** Keeps the event of a refusal; it can be looked up when this has ended. */
  readonly refused: (refusal: Refusal, body: string) => Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord | undefined
  }
}

/** The records of a listener: one for each request, whoever asks for it first. */
export const records = (
  recorder: Recorder,
  clientBehavior: ClientBehavior,
  now: () => Date,
  /** Of requests that lead to no store. */
  standard: Dialect,
) => {
  const recordOf = (request: FastifyRequest, reply: FastifyReply): RequestRecord => {
    if (request.record !== undefined) return request.record

    const received = receivedRequest(request, new Date(now().getTime() - reply.elapsedTime))
    const evaluation = new Evaluation(request.addressee?.dialect ?? standard)
    const warnings = clientBehavior.findWarnings(received, request.addressee?.dialect)
    const outcomeOf = (
      { status, body }: Pick<Outcome, 'status'> & Pick<Answer, 'body'>,
      findings: readonly Finding[],
      refusal?: Refusal,
    ): Outcome => ({
      status,
      body,
      findings: warnings.length === 0 ? findings : [...findings, ...warnings],
      refusal,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    })

    request.record = {
      evaluation,
      eventOf: (answer) => buildEvent(received, outcomeOf(answer, evaluation.findings)),
      answered: (answer) => {
        const came = outcomeOf(answer, evaluation.findings)
        clientBehavior.remember(received, came)
        return request.method === 'GET' ? recorder.read(buildEvent(received, came)) : undefined
      },
      refused: async (refusal, body) => {
        const { status, findings } = refusal
        const came = outcomeOf({ status, body }, findings, refusal)
        clientBehavior.remember(received, came)
        const row = buildEvent(received, came)
        // The database may be away: nobody waits for it.
        if (refusal.exception === 'InternalServerException') void recorder.read(row)
        else await recorder.write(row)
      },
    }
    return request.record
  }
  return recordOf
}
