import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { type Connections, manageConnections } from '../shared/connections.ts'
import { unexpectedFailure } from '../shared/failure.ts'
import { noCompilers } from '../shared/no-compilers.ts'
import { privateTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { buildProblem } from './problem.ts'
import { refuseUnreadable } from './unreadable.ts'

interface AdminListenerOptions {
  readonly logger: FastifyBaseLogger
  /** Default: `privateTimeouts`. */
  readonly timeouts?: Timeouts
  /** Builds the app that handles the requests of these connections. */
  readonly build: (connections: Connections) => Promise<FastifyInstance>
}

/**
 * Listens on the private port and builds the app behind it when the first request arrives. Building its many routes
 * takes as long as the rest of the start-up, and a server that only receives SCIM requests never needs them.
 *
 * The app is not built, being built, or ready. Requests that arrive while it is being built wait for it. If building
 * fails, they get status 500, and the next request tries again. Closing the listener closes the app, also one that is
 * still being built.
 */
export const adminListener = ({
  logger,
  timeouts,
  build,
}: AdminListenerOptions): FastifyInstance => {
  const connections = manageConnections(timeouts ?? privateTimeouts, refuseUnreadable)
  const { http, options, attach } = connections
  let building: Promise<FastifyInstance> | undefined
  let isClosing = false

  const getApp = (): Promise<FastifyInstance> => {
    building ??= build(connections).then(async (app) => {
      await app.ready()
      if (isClosing) await app.close()
      return app
    })
    return building
  }
  const fail = (error: unknown, response: ServerResponse) => {
    building = undefined // so that the next request tries again
    logger.error({ err: error }, 'unexpected error: the private listener could not be built')
    const { type, text } = buildProblem(unexpectedFailure.status, unexpectedFailure.message)
    response.writeHead(unexpectedFailure.status, { 'content-type': type }).end(text)
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    getApp().then(
      (app) => app.routing(request, response),
      (error: unknown) => fail(error, response),
    )
  }

  const listener = fastify({
    ...options,
    loggerInstance: logger,
    schemaController: noCompilers,
    serverFactory: () => {
      const { keepAliveTimeout } = options
      return createServer({ ...http, keepAliveTimeout }, answer)
    },
  })
  attach(listener.server)
  listener.addHook('preClose', async () => {
    isClosing = true
    await building?.then((app) => app.close()).catch(() => {}) // `fail` has logged the error
  })
  return listener
}
