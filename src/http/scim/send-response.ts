import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../identity-center/errors.ts'

/** Sends a response as AWS does: with a request id and the media type application/json, even for 204. */
export const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: string | undefined,
  retryAfterSeconds?: number,
): FastifyReply => {
  // Bypasses Fastify, which would write header names in lower case (AWS's examples do not), add a charset to the media
  // type, and take several times as long.
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

/** Sends a refusal, with its Retry-After header if it has one. */
export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, retryAfterSeconds }: Refusal,
  body: string,
): FastifyReply => send(request, reply, status, body, retryAfterSeconds)
