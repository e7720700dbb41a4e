import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../administration/directory/directory.ts'

/** Who sends a request, and the id under which its event is kept. */
export const actorOf = ({ id, ip, headers }: FastifyRequest): Actor => ({
  requestId: id,
  sourceIp: ip,
  ...(headers['user-agent'] !== undefined && { userAgent: headers['user-agent'] }),
})

/** An id that nobody can guess, and that no two servers give. */
export const newRequestId = (): string => randomUUID()

/** Answers that leave an event name it, refusals too, as those of the SCIM listener do. */
export const nameEvents = (app: FastifyInstance): void => {
  app.addHook('preHandler', async ({ method, id }, reply) => {
    if (method !== 'GET') reply.header('x-amzn-RequestId', id)
  })
}
