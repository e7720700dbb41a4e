import type { FastifyRequest } from 'fastify'

/** How much an event keeps of a body without a store: an unauthenticated client decides its length. */
export const unauthenticatedBodyBytes = 4_096

const noBody = new Uint8Array()

/** The bytes of a request's body; none before it has been read. */
export const bodyOf = ({ body }: FastifyRequest): Uint8Array =>
  body instanceof Uint8Array ? body : noBody
