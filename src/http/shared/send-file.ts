import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Spooled } from '../../administration/files/spool.ts'

/** Sends a spooled file, and deletes it once it was sent or the client disconnected. */
export const sendFile = (reply: FastifyReply, file: Spooled) => {
  const stream = Readable.from(file.read())
  stream.once('close', () => void file.discard())
  return reply.header('content-length', file.bytes).send(stream)
}
