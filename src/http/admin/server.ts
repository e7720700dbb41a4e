import bearerAuth from '@fastify/bearer-auth'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginAsync,
  type RouteOptions,
} from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { depthMax, depthOf } from '../../scim/json.ts'
import { newRequestId } from '../shared/actor.ts'
import { type Connections, lacksOneHost, manageConnections } from '../shared/connections.ts'
import { healthRoutes } from '../shared/health.ts'
import { privateTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { limitTokenAttempts, type TokenVerifier } from '../shared/token-attempts.ts'
import { accessKeyRoutes } from './access-key-routes.ts'
import { adminTokenRoutes } from './admin-token-routes.ts'
import { bearerOptions, requireAdminToken } from './authentication.ts'
import { clockRoutes } from './clock-routes.ts'
import { contentRoutes } from './content-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { explainRoutes } from './explain-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { lazyValidators } from './lazy-validators.ts'
import { memberRoutes } from './member-routes.ts'
import { type MeasuredText, metricsRoute } from './metrics-route.ts'
import { describeApi, openapiRoutes } from './openapi.ts'
import { sendError, sendProblem } from './problem.ts'
import { adminRoutes } from './routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { refuseUnreadable } from './unreadable.ts'
import { userRoutes } from './user-routes.ts'

export interface AdminServerOptions {
  readonly administration: Administration
  /** Whether a token is the admin token. */
  readonly isAdminToken: (token: string) => Promise<boolean>
  /** Builds the console, which verifies admin tokens in the same way as this listener. */
  readonly console: (verifyToken: TokenVerifier) => FastifyPluginAsync
  readonly ready: () => Promise<boolean>
  readonly logger: FastifyBaseLogger
  /** The version of this program. */
  readonly version: string
  /** The metrics for Prometheus. Without them, there is no `/metrics`. */
  readonly metrics?: MeasuredText
  /** Default: `privateTimeouts`. */
  readonly timeouts?: Timeouts
  /** The connections of the listener that passes requests to this app. Without them, this app listens itself. */
  readonly connections?: Connections
  /** Called for each route that is added. */
  readonly onRoute?: (route: RouteOptions) => void
}

/** A body that is nested too deeply. Recursive code would overflow the stack on it. */
class NestingTooDeep extends Error {
  readonly statusCode = 400

  constructor() {
    super(`The body nests objects and lists more than ${depthMax} levels deep.`)
    this.name = 'NestingTooDeep'
  }
}

const routes = [
  adminRoutes,
  tokenRoutes,
  accessKeyRoutes,
  settingsRoutes,
  clockRoutes,
  adminTokenRoutes,
  contentRoutes,
  eventRoutes,
  explainRoutes,
  userRoutes,
  groupRoutes,
  memberRoutes,
] as const

/**
 * Builds the private listener. Except for health checks and sign-in, it requires the admin token or a console session.
 */
export const buildAdminServer = (options: AdminServerOptions): FastifyInstance => {
  const {
    http,
    options: connectionOptions,
    attach,
    waitForTurn,
  } = options.connections ??
  manageConnections(options.timeouts ?? privateTimeouts, refuseUnreadable)
  const app = fastify({
    ...connectionOptions,
    http,
    loggerInstance: options.logger,
    genReqId: newRequestId,
    // Values are validated as they were sent, never converted.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    schemaController: {
      compilersFactory: {
        buildValidator: lazyValidators(),
        // Response schemas are documentation. They must not remove members from a response.
        buildSerializer: () => () => JSON.stringify,
      },
    },
    frameworkErrors: (error, _request, reply) => sendError(error, reply),
  })
  attach(app.server)
  app.addHook('onRequest', ({ raw }, _reply, done) => waitForTurn(raw, done))
  app.addHook('onRequest', (request, reply, done) => {
    if (!lacksOneHost(request.raw)) return done()
    sendProblem(reply, 400, 'The request must have exactly one Host header.')
  })

  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)

  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, text, done) => {
      if (text.length === 0) return done(null, undefined) // some clients send Content-Type without a body
      if (depthOf(text.toString()) > depthMax) return done(new NestingTooDeep())
      parseJson(request, text.toString(), done)
    },
  )
  app.setErrorHandler<FastifyError>((error, _request, reply) => sendError(error, reply))
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(
      reply,
      404,
      'This path does not exist, or does not support this method. See /api/v1/openapi.json.',
    ),
  )
  const verifyToken = limitTokenAttempts(options.isAdminToken)
  app.register(bearerAuth, bearerOptions(verifyToken))
  requireAdminToken(app, options.isAdminToken)
  app.register(healthRoutes, { ready: options.ready })
  if (options.metrics !== undefined) app.register(metricsRoute(options.metrics))
  describeApi(app, options.version)
  app.register(openapiRoutes, { prefix: '/api/v1' })
  for (const each of routes) app.register(each(options.administration), { prefix: '/api/v1' })
  app.register(options.console(verifyToken))
  return app
}
