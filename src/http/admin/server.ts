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
import { type Connections, connections, lacksOneHost } from '../shared/connections.ts'
import { healthRoutes } from '../shared/health.ts'
import { privateTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { type TokenJudge, tokenAttempts } from '../shared/token-attempts.ts'
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
  /** Whether this is the secret of the private listener. */
  readonly isAdminToken: (token: string) => Promise<boolean>
  /** Builds the console, which signs people in with the token check of this listener. */
  readonly console: (judgeToken: TokenJudge) => FastifyPluginAsync
  readonly ready: () => Promise<boolean>
  readonly logger: FastifyBaseLogger
  /** Of this program. */
  readonly version: string
  /** What it tells Prometheus; nothing without it. */
  readonly metrics?: MeasuredText
  /** As with the owner without it. */
  readonly patience?: Timeouts
  /** Of the listener that hands the requests over; without it, this one listens itself. */
  readonly connections?: Connections
  /** Told of each route as it is added. */
  readonly onRoute?: (route: RouteOptions) => void
}

/** What is nested without end would overflow the stack of whoever looks into it. */
class TooDeep extends Error {
  readonly statusCode = 400

  constructor() {
    super(`The body nests objects and lists more than ${depthMax} deep.`)
    this.name = 'TooDeep'
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

/** The private listener: nothing but health and the way in without the admin token or a session of the console. */
export const buildAdminServer = (options: AdminServerOptions): FastifyInstance => {
  const {
    http,
    options: ofConnections,
    attend,
    inTurn,
  } = options.connections ?? connections(options.patience ?? privateTimeouts, refuseUnreadable)
  const app = fastify({
    ...ofConnections,
    http,
    loggerInstance: options.logger,
    genReqId: newRequestId,
    // What the client sent is judged as it is, never bent into shape.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    schemaController: {
      compilersFactory: {
        buildValidator: lazyValidators(),
        // Answers are written as they are: their schemas describe, and never cut.
        buildSerializer: () => () => JSON.stringify,
      },
    },
    frameworkErrors: (error, _request, reply) => sendError(error, reply),
  })
  attend(app.server)
  app.addHook('onRequest', ({ raw }, _reply, done) => inTurn(raw, done))
  app.addHook('onRequest', (request, reply, done) => {
    if (!lacksOneHost(request.raw)) return done()
    sendProblem(reply, 400, 'A request names its host, once.')
  })

  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)

  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, text, done) => {
      if (text.length === 0) return done(null, undefined) // a client that always names a type
      if (depthOf(text.toString()) > depthMax) return done(new TooDeep())
      parseJson(request, text.toString(), done)
    },
  )
  app.setErrorHandler<FastifyError>((error, _request, reply) => sendError(error, reply))
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, 404, 'There is nothing at this path for this method.'),
  )
  const judgeToken = tokenAttempts(options.isAdminToken)
  app.register(bearerAuth, bearerOptions(judgeToken))
  requireAdminToken(app, options.isAdminToken)
  app.register(healthRoutes, { ready: options.ready })
  if (options.metrics !== undefined) app.register(metricsRoute(options.metrics))
  describeApi(app, options.version)
  app.register(openapiRoutes, { prefix: '/api/v1' })
  for (const each of routes) app.register(each(options.administration), { prefix: '/api/v1' })
  app.register(options.console(judgeToken))
  return app
}
