import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../identity-center/errors.ts'

/** Sends a body as the service does: JSON under its plain media type, also with 204, and always a request id. */
export const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: string | undefined,
  retryAfterSeconds?: number,
): FastifyReply => {
  // Past Fastify, which prints the names of headers in lower case, where the guide's examples do not, adds a charset
  // to the media type of text, and takes several times as long.
  reply.hijack()
  const headers: OutgoingHttpHeaders = {
    'x-amzn-RequestId': request.id,
    'content-type': 'application/json',
  }
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds)
  if (status !== 204) headers['content-length'] = Buffer.byteLength(body ?? '')
  reply.raw.writeHead(status, headers).end(body)
  return reply
}

/** Sends a refusal, whose body is the service's error envelope. */
export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, retryAfterSeconds }: Refusal,
  body: string,
): FastifyReply => send(request, reply, status, body, retryAfterSeconds)
