import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessKeySecrets } from '../../administration/stores/access-keys.ts'
import type { Recorder } from '../../events/recorder.ts'
import { Refusal } from '../../identity-center/errors.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import { errorAnswer } from '../../identity-center/identity-store/error-answer.ts'
import { bodyBytesMax } from '../../identity-center/limits.ts'
import type { EpochDate, Finding } from '../../identity-center/rule.ts'
import { apiBodyObject, apiOperationSupported } from '../../identity-center/rules/identity-store.ts'
import { performStoreRequest } from '../../operations/identity-store/perform-store-request.ts'
import type { Answer, Dependencies } from '../../operations/operation.ts'
import { createDialectCache } from '../shared/dialect-cache.ts'
import { toRefusal } from '../shared/refusal.ts'
import { readBody } from '../shared/request-body.ts'
import { type Claimant, createAuthentication } from './caller.ts'
import { createRecord } from './record.ts'
import { readTarget } from './target.ts'

export interface IdentityStoreApiOptions {
  readonly dependencies: Dependencies
  /** The epoch of stores that do not set their own. */
  readonly asOf: EpochDate
  /** The secrets of access keys. Undefined without the server key: every request is then rejected. */
  readonly secrets: AccessKeySecrets | undefined
  readonly recorder: Recorder
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The store of the access key in a signed request, even if its signature is not verified. */
    claimant: Claimant | undefined
  }
}

/** The Identity Store API: `POST /` of the private listener, signed, in AWS JSON 1.1. */
export const identityStoreApi = (options: IdentityStoreApiOptions): FastifyPluginAsync => {
  const { dependencies, recorder } = options
  const dialects = createDialectCache(options.asOf)
  const { identify } = createAuthentication(dependencies, dialects, options.secrets)

  const sendResponse = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    body: string,
  ) => {
    // Bypasses Fastify, which would write the name in lower case.
    reply.raw.setHeader('x-amzn-RequestId', request.id)
    return reply
      .code(status)
      .header('date', dependencies.now().toUTCString()) // SDKs correct their clock by it
      .header('content-type', 'application/x-amz-json-1.1')
      .send(Buffer.from(body))
  }

  const toStoreRefusal = (error: unknown, request: FastifyRequest): Refusal => {
    const evaluation = request.claimant?.evaluation ?? new Evaluation(dialects.standard)
    const { statusCode = 500, message = '', code = '' } = Object(error)
    const isOfClient =
      statusCode >= 400 && statusCode < 500 && code !== 'FST_ERR_CTP_BODY_TOO_LARGE'
    if (error instanceof Refusal || !isOfClient) return toRefusal(error, request, evaluation)
    return evaluation.refusal(apiBodyObject, [{ location: [], note: `${message}.` }])
  }

  const sendError = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = toStoreRefusal(error, request)
    const { status, body } = errorAnswer(refusal, request.id)
    const row = createRecord(request, reply, request.claimant, dependencies.now()).refused(
      refusal,
      status,
      body,
    )
    logRequest(request, reply, status, refusal.findings)
    // The database may be unreachable, so the response does not wait for the event.
    if (refusal.exception === 'InternalServerException') void recorder.read(row)
    else {
      await recorder
        .write(row)
        .catch((cause: unknown) =>
          request.log.warn({ err: cause }, 'the event could not be stored'),
        )
    }
    return sendResponse(request, reply, status, body)
  }

  return async (app) => {
    app.decorateRequest('claimant', undefined)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.setErrorHandler(sendError)

    app.post('/', { config: { public: true }, bodyLimit: bodyBytesMax }, async (request, reply) => {
      const target = readTarget(request)
      if (target === undefined) {
        const value = String(request.headers['x-amz-target'] ?? '')
        const evaluation = new Evaluation(dialects.standard)
        throw evaluation.refusal(apiOperationSupported, [{ location: [], value }])
      }
      const { claimant, verify } = await identify(request)
      request.claimant = claimant
      const body = readBody(request)
      await verify(body, target.signingName)

      const buildEvent = (answer: Answer) =>
        createRecord(request, reply, claimant, dependencies.now()).answered(
          answer,
          claimant.evaluation.findings,
        )
      const call = {
        ...claimant,
        origin: 'api',
        id: '',
        query: {},
        body,
        method: 'POST',
        userAgent: request.headers['user-agent'],
        doubledSlash: false,
        endpoint: () => '',
        buildEvent,
      } as const
      const answer = await performStoreRequest(target.name, call, dependencies)
      if (!answer.isKept) await recorder.read(buildEvent(answer))
      logRequest(request, reply, answer.status, claimant.evaluation.findings)
      return sendResponse(request, reply, answer.status, answer.body ?? '{}')
    })
  }
}

/** Logs one line per request. It contains names and rule ids, but no secrets and no personal data. */
const logRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  findings: readonly Finding[],
) => {
  const operation = readTarget(request)?.name
  const ms = Math.round(reply.elapsedTime * 10) / 10
  const rules = findings.map(({ ruleId }) => ruleId)
  request.log.info({ operation, status, ms, rules }, status < 400 ? 'answered' : 'refused')
}
