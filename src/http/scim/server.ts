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
import { createDialectCache } from '../shared/dialect-cache.ts'
import { healthRoutes } from '../shared/health.ts'
import { noCompilers } from '../shared/no-compilers.ts'
import { isMissingToken, toRefusal } from '../shared/refusal.ts'
import { readBody } from '../shared/request-body.ts'
import { publicTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { createAuthentication, resolveTargetStore } from './caller.ts'
import type { Meter } from './meter.ts'
import { createRequestRecords, type RequestRecord } from './record.ts'
import { send, sendRefusal } from './send-response.ts'
import { refuseUnreadable } from './unreadable.ts'

export interface ScimServerOptions {
  readonly dependencies: Dependencies
  /** The epoch of stores that do not set their own. */
  readonly asOf: EpochDate
  /** The URL at which clients reach this server. Default: the URL of the request. */
  readonly publicUrl?: string
  readonly ready: () => Promise<boolean>
  readonly recorder: Recorder
  readonly meter?: Meter
  readonly logger: FastifyBaseLogger
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** Default: `publicTimeouts`. */
  readonly timeouts?: Timeouts
  /** Called for each route that is added. */
  readonly onRoute?: (route: RouteOptions) => void
}

/**
 * How much of a body is read. Bodies between AWS's limit and this one are read and refused; larger ones are cut off.
 */
const bodyReadBytesMax = 8 * 1_048_576

/** The media type that replaces that of every request. */
const bodyType = 'application/octet-stream'

/** Builds the SCIM listener. It serves `/{tenant_id}/scim/v2/…` and health checks. */
export const buildScimServer = (options: ScimServerOptions): FastifyInstance => {
  const { dependencies, ready, logger: loggerInstance, tls } = options
  const dialects = createDialectCache(options.asOf)
  const getRecord = createRequestRecords(
    options.recorder,
    clientBehavior(),
    dependencies.now,
    dialects.standard,
  )

  const { authenticate, reauthenticate: authenticateAnew } = createAuthentication(
    dependencies,
    dialects,
  )

  /**
   * Runs the work of a request with its credential check. If the cached token is outdated, it authenticates the request
   * again and runs the work once more.
   */
  const withValidCredential = async <Result>(
    request: FastifyRequest,
    work: (dependencies: Dependencies) => Promise<Result>,
  ): Promise<Result> => {
    const { caller } = request
    const credentialCheck = caller?.credentialCheck
    if (credentialCheck === undefined) return work(dependencies)
    try {
      if (caller?.dialect.throttling) await credentialCheck.check() // before the work, so that no request counts twice
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
      request.record = undefined // the new look-up may find another caller or dialect
      await authenticateAnew(request)
      return work(dependencies)
    }
  }
  /** The error to respond with before an operation was reached. An outdated token comes before any other error. */
  const findCause = (thrown: unknown, request: FastifyRequest): Promise<unknown> =>
    thrown instanceof DatabaseUnavailable
      ? Promise.resolve(thrown)
      : withValidCredential(request, async () => thrown).catch((error: unknown) => error)

  const sendError = async (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const error = await findCause(thrown, request)
    const record = getRecord(request, reply)
    const { evaluation } = record
    const refusal = toRefusal(error, request, evaluation)
    const { errorEnvelope } = evaluation.dialect.behaviors
    const body = errorBody(refusal, {
      requestId: request.id,
      at: dependencies.now(),
      errorEnvelope,
    })
    logRequest(options.meter, request, reply, refusal.status, refusal.findings)
    await record
      .storeRefusal(refusal, body)
      .catch((cause: unknown) => request.log.warn({ err: cause }, 'the event could not be stored'))
    return sendRefusal(request, reply, refusal, body)
  }
  const notFound = (request: FastifyRequest, reply: FastifyReply) =>
    withValidCredential(request, async () => {
      const { evaluation } = getRecord(request, reply)
      throw routeRefusal(request.method, pathOf(request.url), evaluation)
    })

  const {
    http,
    options: connectionOptions,
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
    ...connectionOptions,
    loggerInstance,
    bodyLimit: bodyReadBytesMax,
    exposeHeadRoutes: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => singleSlashes(url),
    frameworkErrors: sendError,
    schemaController: noCompilers,
    routerOptions: { maxParamLength: idLengthMax, querystringParser: queryValues },
    ...(tls ? { https: { ...tls, ...http } } : { http }),
  })
  attach(app.server)
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)
  for (const name of ['targetStore', 'caller', 'tokenHash', 'record']) {
    app.decorateRequest(name, undefined)
  }
  app.removeAllContentTypeParsers()
  // The body is read as bytes with any media type. Clients send JSON as form data, name JSON without a body, or send a
  // media type that Fastify cannot parse.
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    raw.headers['content-type'] = bodyType
    if (lacksOneHost(raw)) done(new Evaluation(dialects.standard).refusal(httpSyntax))
    else waitForTurn(raw, done)
  })
  app.addContentTypeParser(bodyType, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(notFound)
  app.register(healthRoutes, { ready })

  app.register(
    async (scim) => {
      await scim.register(bearerAuth, {
        keys: new Set<string>(),
        auth: authenticate,
        addHook: false, // its own hook would bypass our error handler
        specCompliance: 'rfc6749',
        verifyErrorLogLevel: 'debug',
      })
      scim.addHook('onRequest', (request, reply, done) => {
        scim.verifyBearerAuth?.(request, reply, (error) => {
          // Without a token, `authenticate` was not called. The event should name the store of the path all the same.
          if (!isMissingToken(error)) return done(error)
          const proceed = () => done(error)
          resolveTargetStore(dependencies.store, dialects, request).then(proceed, proceed)
        })
      })
      scim.setNotFoundHandler(notFound)

      for (const [method, url, name] of endpoints) {
        scim.route({
          method,
          url,
          config: { operation: name },
          handler: async (request, reply) => {
            const answer = await withValidCredential(request, (dependencies) =>
              perform(
                name,
                buildCall(request, options.publicUrl, getRecord(request, reply)),
                dependencies,
              ),
            )
            const record = getRecord(request, reply)
            await record.storeResponse(answer)
            logRequest(options.meter, request, reply, answer.status, record.evaluation.findings)
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

const buildCall = (
  request: FastifyRequest,
  publicUrl: string | undefined,
  { evaluation, buildEvent }: RequestRecord,
): Call => {
  const { caller, params, query, method, originalUrl, headers } = request
  if (caller === undefined) throw new Error('The request is not authenticated.')
  const { identityStoreId, tenantId } = caller
  return {
    identityStoreId,
    tenantId,
    evaluation,
    origin: 'scim',
    id: (params as { readonly id?: string }).id ?? '',
    query: query as ReturnType<typeof queryValues>,
    body: readBody(request),
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

/** Logs one line per request. It contains names and rule ids, but no secrets and no personal data. */
const logRequest = (
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
