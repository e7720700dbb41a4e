import type { FastifyRequest } from 'fastify'

/** Before a body is checked: it may be left out where nothing in it is required. */
export const bodyOrNothing = async (request: FastifyRequest): Promise<void> => {
  request.body ??= {}
}
