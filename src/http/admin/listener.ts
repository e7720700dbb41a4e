import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { type Connections, connections } from '../shared/connections.ts'
import { defect } from '../shared/failure.ts'
import { noCompilers } from '../shared/no-compilers.ts'
import { privateTimeouts, type Timeouts } from '../shared/timeouts.ts'
import { problemOf } from './problem.ts'
import { refuseUnreadable } from './unreadable.ts'

interface AdminListenerOptions {
  readonly logger: FastifyBaseLogger
  /** As with the owner without it. */
  readonly patience?: Timeouts
  /** Makes what answers the requests on these connections. */
  readonly build: (connections: Connections) => Promise<FastifyInstance>
}

/**
 * Listens for the private listener, whose many routes and pages are loaded and built when the first request comes: that
 * takes as long as everything else at a start, and who only speaks SCIM never needs it.
 */
export const adminListener = ({
  logger,
  patience,
  build,
}: AdminListenerOptions): FastifyInstance => {
  const ofListener = connections(patience ?? privateTimeouts, refuseUnreadable)
  const { http, options, attend } = ofListener
  let building: Promise<FastifyInstance> | undefined
  let isClosing = false

  const built = (): Promise<FastifyInstance> => {
    building ??= build(ofListener).then(async (app) => {
      await app.ready()
      if (isClosing) await app.close()
      return app
    })
    return building
  }
  const fail = (error: unknown, response: ServerResponse) => {
    building = undefined // whoever asks next tries again
    logger.error({ err: error }, 'a defect: the private listener could not be built')
    const { type, text } = problemOf(defect.status, defect.message)
    response.writeHead(defect.status, { 'content-type': type }).end(text)
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    built().then(
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
  attend(listener.server)
  listener.addHook('preClose', async () => {
    isClosing = true
    await building?.then((app) => app.close()).catch(() => {}) // it has been told
  })
  return listener
}
