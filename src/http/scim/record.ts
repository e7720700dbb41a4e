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
import { readBody, unauthenticatedBodyBytes } from '../shared/request-body.ts'
import { readTenantId } from './caller.ts'

const toReceivedRequest = (request: FastifyRequest, at: Date): ReceivedRequest => {
  const { id, method, originalUrl, headers, ip, targetStore, caller, params, routeOptions } =
    request
  const mark = originalUrl.indexOf('?')
  return {
    requestId: id,
    at,
    method,
    path: mark === -1 ? originalUrl : originalUrl.slice(0, mark),
    query: mark === -1 ? '' : originalUrl.slice(mark + 1),
    userAgent: headers['user-agent'],
    sourceIp: ip,
    body: readBody(request),
    announcedBytes: Number(headers['content-length']) || 0,
    identityStoreId: targetStore?.identityStoreId ?? null,
    tenantId: readTenantId(request) || null,
    tokenId: caller?.tokenId ?? null,
    operation: routeOptions.config?.operation ?? null,
    id: (params as { readonly id?: string } | undefined)?.id ?? '',
    bodyBytes: targetStore?.dialect.eventBodyBytes ?? unauthenticatedBodyBytes,
  }
}

/** Collects what is known about one request, and stores its event. */
export interface RequestRecord {
  /** Collects the findings of the request. The record appends those about its client's behavior, in every event. */
  readonly evaluation: Evaluation
  /** The event of a response, for operations that store it in the transaction of their change. */
  readonly buildEvent: (answer: Answer) => ReturnType<typeof buildEvent>
  /**
   * Queues the event of a read; the event of a change has committed with the change. The promise resolves when the
   * queue accepts more events, and slows down clients that read faster than events are stored.
   */
  readonly storeResponse: (answer: Answer) => Promise<void> | undefined
  /** Stores the event of a refusal. It can be found once the promise has resolved. */
  readonly storeRefusal: (refusal: Refusal, body: string) => Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord | undefined
  }
}

/** Creates the record of a request on first use, and returns the same one after that. */
export const createRequestRecords = (
  recorder: Recorder,
  clientBehavior: ClientBehavior,
  now: () => Date,
  /** The dialect of requests without a store. */
  standard: Dialect,
) => {
  const getRecord = (request: FastifyRequest, reply: FastifyReply): RequestRecord => {
    if (request.record !== undefined) return request.record

    const received = toReceivedRequest(request, new Date(now().getTime() - reply.elapsedTime))
    const evaluation = new Evaluation(request.targetStore?.dialect ?? standard)
    const warnings = clientBehavior.findWarnings(received, request.targetStore?.dialect)
    const toOutcome = (
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
      buildEvent: (answer) => buildEvent(received, toOutcome(answer, evaluation.findings)),
      storeResponse: (answer) => {
        const outcome = toOutcome(answer, evaluation.findings)
        clientBehavior.remember(received, outcome)
        return request.method === 'GET' ? recorder.read(buildEvent(received, outcome)) : undefined
      },
      storeRefusal: async (refusal, body) => {
        const { status, findings } = refusal
        const outcome = toOutcome({ status, body }, findings, refusal)
        clientBehavior.remember(received, outcome)
        const row = buildEvent(received, outcome)
        // The database may be unreachable, so the response does not wait for the event.
        if (refusal.exception === 'InternalServerException') void recorder.read(row)
        else await recorder.write(row)
      },
    }
    return request.record
  }
  return getRecord
}
