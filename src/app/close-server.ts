import type { FastifyInstance } from 'fastify'

const lookEveryMilliseconds = 50

/**
 * Accepts nothing more and finishes the requests in flight. A connection that its client keeps open after its last
 * answer is closed then; left alone, it would hold up the end for the keep-alive time of more than a minute.
 */
export const closeServer = async (app: FastifyInstance): Promise<void> => {
  const timer = setInterval(() => app.server.closeIdleConnections(), lookEveryMilliseconds)
  try {
    await app.close()
  } finally {
    clearInterval(timer)
  }
}
