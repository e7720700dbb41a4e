import type { FastifyRequest } from 'fastify'

/** Turns a missing body into `{}` before validation, for routes without required members. */
export const defaultToEmptyBody = async (request: FastifyRequest): Promise<void> => {
  request.body ??= {}
}
