import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../administration/directory/directory.ts'

/** Reads who sent a request, and the id that its event will have. */
export const readActor = ({ id, ip, headers }: FastifyRequest): Actor => ({
  requestId: id,
  sourceIp: ip,
  ...(headers['user-agent'] !== undefined && { userAgent: headers['user-agent'] }),
})

/** Creates a request id. It is random, so that servers that share a database never create the same one. */
export const newRequestId = (): string => randomUUID()

/** Adds `x-amzn-RequestId` to every response that creates an event, as the SCIM listener does. */
export const sendRequestIds = (app: FastifyInstance): void => {
  app.addHook('preHandler', async ({ method, id }, reply) => {
    if (method !== 'GET') reply.header('x-amzn-RequestId', id)
  })
}
