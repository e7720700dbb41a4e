import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import { buildEvent } from '../../events/build-event.ts'
import type { Recorder } from '../../events/recorder.ts'
import type { Dialect } from '../../identity-center/dialect.ts'
import { errorBody } from '../../identity-center/error-body.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import type { RawResponse, UnreadableRequest } from '../shared/connections.ts'
import { unreadableRule } from '../shared/refusal.ts'
import { unauthenticatedBodyBytes } from '../shared/request-body.ts'
import type { Meter } from './meter.ts'

interface UnreadableOptions {
  readonly dialect: Dialect
  readonly now: () => Date
  readonly recorder: Pick<Recorder, 'read'>
  readonly meter: Meter | undefined
  readonly log: FastifyBaseLogger
}

/** More of a target says nothing new. */
const requestLine = /^([A-Z]{1,20}) (\/\S{0,1000})/

const targetIn = (packet: Uint8Array | undefined) => {
  const text = packet && Buffer.from(packet.subarray(0, 1_100)).toString('latin1')
  const [, method = '-', target = '-'] = requestLine.exec(text ?? '') ?? []
  const mark = target.indexOf('?')
  return mark === -1
    ? { method, path: target, query: '' }
    : { method, path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** Answers what no request could be made of as any other refusal: in the service's envelope, and with an event. */
export const refuseUnreadable =
  ({ dialect, now, recorder, meter, log }: UnreadableOptions) =>
  ({ code, rawPacket, sourceIp }: UnreadableRequest): RawResponse => {
    const requestId = randomUUID()
    const at = now()
    const refusal = new Evaluation(dialect).refusal(unreadableRule(code))
    const { status, findings } = refusal
    const { errorEnvelope } = dialect.behaviors
    const body = errorBody(refusal, { requestId, at, errorEnvelope })
    const received = {
      ...targetIn(rawPacket),
      requestId,
      at,
      userAgent: undefined,
      sourceIp,
      body: new Uint8Array(),
      announcedBytes: 0,
      identityStoreId: null,
      tenantId: null,
      tokenId: null,
      operation: null,
      id: '',
      bodyBytes: unauthenticatedBodyBytes,
    }
    // Nobody waits for it: whoever sends what cannot be read may send a lot of it.
    void recorder.read(buildEvent(received, { status, body, findings, refusal, durationMs: 0 }))
    meter?.answered(undefined, status, 0, findings)
    log.info({ reqId: requestId, status, code }, 'refused')
    return {
      status,
      reason: STATUS_CODES[status] ?? '',
      headers: { 'x-amzn-RequestId': requestId, 'content-type': 'application/json' },
      body,
    }
  }
