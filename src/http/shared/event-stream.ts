import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FollowedEvent } from '../../administration/event-log.ts'

/**
 * Reads the first item before it returns the items. An error before the first item can still become a response with an
 * error status; once a stream has begun, the server can only cut it off.
 */
export const awaitFirst = async <Item>(
  items: AsyncIterable<Item>,
): Promise<AsyncIterable<Item>> => {
  const iterator = items[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
}

/** Server-sent events: WHATWG HTML, section 9.2. A message without data only moves the position for resuming. */
async function* serializeMessages(items: AsyncIterable<FollowedEvent<unknown>>) {
  for await (const { position, event } of items) {
    yield `id: ${position}\n${event === undefined ? '' : `data: ${JSON.stringify(event)}\n`}\n`
  }
}

async function* serializeLines(items: AsyncIterable<unknown>) {
  for await (const item of items) yield `${JSON.stringify(item)}\n`
}

/**
 * Sends server-sent events until the client disconnects, the listener closes or the source ends.
 *
 * Every message carries its position as `id`. A client that reconnects sends it as Last-Event-ID, and the stream
 * continues after it: no event is lost or repeated. Where the source fails after the first message, the connection is
 * cut, and the client resumes in the same way.
 */
export const sendEventStream = (
  reply: FastifyReply,
  items: AsyncIterable<FollowedEvent<unknown>>,
) =>
  reply
    .type('text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no') // stops nginx from buffering the stream
    .send(Readable.from(serializeMessages(items)))

/** Sends items as one JSON text per line, no faster than the client reads. */
export const sendLines = (reply: FastifyReply, items: AsyncIterable<unknown>) =>
  reply.type('application/x-ndjson').send(Readable.from(serializeLines(items)))

/**
 * Creates abort signals for the streams of a listener. A signal aborts when its client disconnects or the listener
 * closes.
 */
export const createStreamSignals = (app: FastifyInstance) => {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  return (reply: FastifyReply): AbortSignal => {
    const disconnected = new AbortController()
    reply.raw.once('close', () => disconnected.abort())
    return AbortSignal.any([closing.signal, disconnected.signal])
  }
}
