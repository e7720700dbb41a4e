import { randomUUID } from 'node:crypto'
import bearerAuth from '@fastify/bearer-auth'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import { clientBehavior } from '../../events/client-behavior.ts'
import type { Recorder } from '../../events/recorder.ts'
import { errorBody } from '../../identity-center/error-body.ts'
import { CredentialChanged, DatabaseUnavailable, Refusal } from '../../identity-center/errors.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import type { EpochDate, Finding } from '../../identity-center/rule.ts'
import { httpSyntax } from '../../identity-center/rules/http.ts'
import { endpoints } from '../../operations/endpoints.ts'
import type { Call, Dependencies, OperationName } from '../../operations/operation.ts'
import { perform } from '../../operations/perform.ts'
import { idLengthMax, routeRefusal } from '../../operations/route.ts'
import { hasDoubledSlash, pathOf, queryValues, singleSlashes } from '../../operations/target.ts'
import { lacksOneHost, manageConnections } from '../shared/connections.ts'
import { dialectCache } from '../shared/dialect-cache.ts'
import { healthRoutes } from '../shared/health.ts'
import { noCompilers } from '../shared/no-compilers.ts'
import { isAboutHeader, refusalFor } from '../shared/refusal.ts'
import { bodyOf } from '../shared/request-body.ts'
import { publicTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { send, sendRefusal } from './answer.ts'
import { authentication, settleAddressee } from './caller.ts'
import type { Meter } from './meter.ts'
import { type RequestRecord, records } from './record.ts'
import { refuseUnreadable } from './unreadable.ts'

export interface ScimServerOptions {
  readonly dependencies: Dependencies
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
  /** Where clients reach this server, when that is not where it listens. */
  readonly publicUrl?: string
  readonly ready: () => Promise<boolean>
  readonly recorder: Recorder
  readonly meter?: Meter
  readonly logger: FastifyBaseLogger
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** As with strangers without it. */
  readonly timeouts?: Timeouts
  /** Told of each route as it is added. */
  readonly onRoute?: (route: RouteOptions) => void
}

/** Larger bodies are cut off; those between the service's limit and this one are read, and refused in its words. */
const bodyLimit = 8 * 1_048_576

/** What every body is taken for. */
const bodyType = 'application/octet-stream'

/** The SCIM listener: `/{tenant_id}/scim/v2/…`, health, and nothing else. */
export const buildScimServer = (options: ScimServerOptions): FastifyInstance => {
  const { dependencies, ready, logger: loggerInstance, tls } = options
  const dialects = dialectCache(options.asOf)
  const recordOf = records(options.recorder, clientBehavior(), dependencies.now, dialects.standard)

  const { authenticate, authenticateAnew } = authentication(dependencies, dialects)

  /**
   * Does what answers a request; where what was known of its token holds no more, once more with the token looked up.
   */
  const settled = async <Result>(
    request: FastifyRequest,
    work: (dependencies: Dependencies) => Promise<Result>,
  ): Promise<Result> => {
    const { caller } = request
    const credentialCheck = caller?.credentialCheck
    if (credentialCheck === undefined) return work(dependencies)
    try {
      if (caller?.dialect.throttling) await credentialCheck.check() // what is done once more must not be counted twice
      const result = await work({ ...dependencies, store: credentialCheck.store }).catch(
        async (error: unknown) => {
          if (error instanceof Refusal) await credentialCheck.check()
          throw error
        },
      )
      await credentialCheck.check()
      return result
    } catch (error) {
      if (!(error instanceof CredentialChanged)) throw error
      request.record = undefined // it may come from somebody else than it seemed
      await authenticateAnew(request)
      return work(dependencies)
    }
  }
  /** Why a request is refused that never got as far as an operation: first of all for its token. */
  const reasonOf = (thrown: unknown, request: FastifyRequest): Promise<unknown> =>
    thrown instanceof DatabaseUnavailable
      ? Promise.resolve(thrown)
      : settled(request, async () => thrown).catch((error: unknown) => error)

  const fail = async (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const error = await reasonOf(thrown, request)
    const record = recordOf(request, reply)
    const { evaluation } = record
    const refusal = refusalFor(error, request, evaluation)
    const { errorEnvelope } = evaluation.dialect.behaviors
    const body = errorBody(refusal, {
      requestId: request.id,
      at: dependencies.now(),
      errorEnvelope,
    })
    note(options.meter, request, reply, refusal.status, refusal.findings)
    await record
      .refused(refusal, body)
      .catch((cause: unknown) => request.log.warn({ err: cause }, 'an event could not be kept'))
    return sendRefusal(request, reply, refusal, body)
  }
  const notFound = (request: FastifyRequest, reply: FastifyReply) =>
    settled(request, async () => {
      const { evaluation } = recordOf(request, reply)
      throw routeRefusal(request.method, pathOf(request.url), evaluation)
    })

  const {
    http,
    options: ofConnections,
    attach,
    waitForTurn,
  } = manageConnections(
    options.timeouts ?? publicTimeouts,
    refuseUnreadable({
      dialect: dialects.standard,
      now: dependencies.now,
      recorder: options.recorder,
      meter: options.meter,
      log: loggerInstance,
    }),
  )
  const app: FastifyInstance = fastify({
    ...ofConnections,
    loggerInstance,
    bodyLimit,
    exposeHeadRoutes: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => singleSlashes(url),
    frameworkErrors: fail,
    schemaController: noCompilers,
    routerOptions: { maxParamLength: idLengthMax, querystringParser: queryValues },
    ...(tls ? { https: { ...tls, ...http } } : { http }),
  })
  attach(app.server)
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)
  for (const name of ['addressee', 'caller', 'tokenHash', 'record']) {
    app.decorateRequest(name, undefined)
  }
  app.removeAllContentTypeParsers()
  // Whatever the media type claims, the body is kept as it came: clients send JSON as form data, claim JSON for
  // nothing, or send a media type that Fastify cannot parse and would refuse in its own words.
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    raw.headers['content-type'] = bodyType
    if (lacksOneHost(raw)) done(new Evaluation(dialects.standard).refusal(httpSyntax))
    else waitForTurn(raw, done)
  })
  app.addContentTypeParser(bodyType, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler(fail)
  app.setNotFoundHandler(notFound)
  app.register(healthRoutes, { ready })

  app.register(
    async (scim) => {
      await scim.register(bearerAuth, {
        keys: new Set<string>(),
        auth: authenticate,
        addHook: false, // its own hook would answer past our error handler
        specCompliance: 'rfc6749',
        verifyErrorLogLevel: 'debug',
      })
      scim.addHook('onRequest', (request, reply, done) => {
        scim.verifyBearerAuth?.(request, reply, (error) => {
          // A request without a token has not been asked yet where it leads, which its event should know.
          if (!isAboutHeader(error)) return done(error)
          const end = () => done(error)
          settleAddressee(dependencies.store, dialects, request).then(end, end)
        })
      })
      scim.setNotFoundHandler(notFound)

      for (const [method, url, name] of endpoints) {
        scim.route({
          method,
          url,
          config: { operation: name },
          handler: async (request, reply) => {
            const answer = await settled(request, (dependencies) =>
              perform(
                name,
                callOf(request, options.publicUrl, recordOf(request, reply)),
                dependencies,
              ),
            )
            const record = recordOf(request, reply)
            await record.answered(answer)
            note(options.meter, request, reply, answer.status, record.evaluation.findings)
            return send(request, reply, answer.status, answer.body)
          },
        })
      }
    },
    { prefix: '/:tenantId/scim/v2' },
  )
  return app
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly operation?: OperationName
  }
}

const callOf = (
  request: FastifyRequest,
  publicUrl: string | undefined,
  { evaluation, eventOf: buildEvent }: RequestRecord,
): Call => {
  const { caller, params, query, method, originalUrl, headers } = request
  if (caller === undefined) throw new Error('a request went past authentication')
  const { identityStoreId, tenantId } = caller
  return {
    identityStoreId,
    tenantId,
    evaluation,
    origin: 'scim',
    id: (params as { readonly id?: string }).id ?? '',
    query: query as ReturnType<typeof queryValues>,
    body: bodyOf(request),
    method,
    userAgent: headers['user-agent'],
    doubledSlash: hasDoubledSlash(originalUrl),
    endpoint: () => {
      const origin = publicUrl ?? `${request.protocol}://${request.host}`
      return `${origin}/${tenantId}/scim/v2`
    },
    buildEvent,
  }
}

/** One line a request. Names and rule ids only: neither a token nor anything of a person. */
const note = (
  meter: Meter | undefined,
  { log, method, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  status: number,
  findings: readonly Finding[],
) => {
  const { operation } = routeOptions.config
  const ms = Math.round(reply.elapsedTime * 10) / 10
  const rules = findings.map(({ ruleId }) => ruleId)
  meter?.answered(operation, status, reply.elapsedTime / 1_000, findings)
  log.info({ operation, method, status, ms, rules }, status < 400 ? 'answered' : 'refused')
}
