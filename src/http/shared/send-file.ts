import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Spooled } from '../../administration/files/spool.ts'

/** Sends a file that was kept aside, and lets it go when it has left, or its reader has. */
export const sendFile = (reply: FastifyReply, file: Spooled) => {
  const stream = Readable.from(file.read())
  stream.once('close', () => void file.discard())
  return reply.header('content-length', file.bytes).send(stream)
}
