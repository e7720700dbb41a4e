import type { FastifyRequest } from 'fastify'

/**
 * How much of a body is stored in events without a store. Unauthenticated clients could otherwise fill the database.
 */
export const unauthenticatedBodyBytes = 4_096

const emptyBody = new Uint8Array()

/** The bytes of a request's body; empty before it has been read. */
export const readBody = ({ body }: FastifyRequest): Uint8Array =>
  body instanceof Uint8Array ? body : emptyBody
