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
import { dialectCache } from '../shared/dialect-cache.ts'
import { refusalFor } from '../shared/refusal.ts'
import { bodyOf } from '../shared/request-body.ts'
import { type Claimant, callers } from './caller.ts'
import { recordOf } from './record.ts'
import { targetOf } from './target.ts'

export interface IdentityStoreApiOptions {
  readonly dependencies: Dependencies
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
  /** Undefined where the server key is not known: nobody gets in. */
  readonly secrets: AccessKeySecrets | undefined
  readonly recorder: Recorder
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The store of the access key that a signed request names, whether or not it has been proved. */
    claimant: Claimant | undefined
  }
}

/** The Identity Store API: `POST /` of the private listener, signed, in AWS JSON 1.1. */
export const identityStoreApi = (options: IdentityStoreApiOptions): FastifyPluginAsync => {
  const { dependencies, recorder } = options
  const dialects = dialectCache(options.asOf)
  const { claim } = callers(dependencies, dialects, options.secrets)

  const send = (request: FastifyRequest, reply: FastifyReply, status: number, body: string) => {
    // Written past Fastify, which would print the name in lower case.
    reply.raw.setHeader('x-amzn-RequestId', request.id)
    return reply
      .code(status)
      .header('date', dependencies.now().toUTCString()) // by which SDKs set their own clocks right
      .header('content-type', 'application/x-amz-json-1.1')
      .send(Buffer.from(body))
  }

  const refusalOfError = (error: unknown, request: FastifyRequest): Refusal => {
    const evaluation = request.claimant?.evaluation ?? new Evaluation(dialects.standard)
    const { statusCode = 500, message = '', code = '' } = Object(error)
    const isOfClient =
      statusCode >= 400 && statusCode < 500 && code !== 'FST_ERR_CTP_BODY_TOO_LARGE'
    if (error instanceof Refusal || !isOfClient) return refusalFor(error, request, evaluation)
    return evaluation.refusal(apiBodyObject, [{ location: [], note: `${message}.` }])
  }

  const fail = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOfError(error, request)
    const { status, body } = errorAnswer(refusal, request.id)
    const row = recordOf(request, reply, request.claimant, dependencies.now()).refused(
      refusal,
      status,
      body,
    )
    note(request, reply, status, refusal.findings)
    // The database may be away: nobody waits for it.
    if (refusal.exception === 'InternalServerException') void recorder.read(row)
    else {
      await recorder
        .write(row)
        .catch((cause: unknown) => request.log.warn({ err: cause }, 'an event could not be kept'))
    }
    return send(request, reply, status, body)
  }

  return async (app) => {
    app.decorateRequest('claimant', undefined)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.setErrorHandler(fail)

    app.post('/', { config: { public: true }, bodyLimit: bodyBytesMax }, async (request, reply) => {
      const target = targetOf(request)
      if (target === undefined) {
        const value = String(request.headers['x-amz-target'] ?? '')
        const evaluation = new Evaluation(dialects.standard)
        throw evaluation.refusal(apiOperationSupported, [{ location: [], value }])
      }
      const { claimant, prove } = await claim(request)
      request.claimant = claimant
      const body = bodyOf(request)
      await prove(body, target.signingName)

      const eventOf = (answer: Answer) =>
        recordOf(request, reply, claimant, dependencies.now()).answered(
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
        buildEvent: eventOf,
      } as const
      const answer = await performStoreRequest(target.name, call, dependencies)
      if (!answer.isKept) await recorder.read(eventOf(answer))
      note(request, reply, answer.status, claimant.evaluation.findings)
      return send(request, reply, answer.status, answer.body ?? '{}')
    })
  }
}

/** One line a request. Names and rule ids only: nothing secret, and nothing of a person. */
const note = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  findings: readonly Finding[],
) => {
  const operation = targetOf(request)?.name
  const ms = Math.round(reply.elapsedTime * 10) / 10
  const rules = findings.map(({ ruleId }) => ruleId)
  request.log.info({ operation, status, ms, rules }, status < 400 ? 'answered' : 'refused')
}
