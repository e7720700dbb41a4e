import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../identity-center/errors.ts'

/** Sends a body as the service does: JSON under its plain media type, also with 204, and always a request id. */
export const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: string | undefined,
): FastifyReply => {
  // Written past Fastify, which would print the name in lower case; the guide's examples do not.
  reply.raw.setHeader('x-amzn-RequestId', request.id)
  reply.code(status).header('content-type', 'application/json')
  // As bytes, because Fastify adds a charset to the media type of text.
  return body === undefined ? reply.send() : reply.send(Buffer.from(body))
}

/** Sends a refusal, whose body is the service's error envelope. */
export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, retryAfterSeconds }: Refusal,
  body: string,
): FastifyReply => {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  return send(request, reply, status, body)
}
