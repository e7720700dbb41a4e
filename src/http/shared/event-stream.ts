import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FollowedEvent } from '../../administration/event-log.ts'

/** The same items; rejects when the first cannot be had, while the answer can still say why. */
export const begun = async <Item>(items: AsyncIterable<Item>): Promise<AsyncIterable<Item>> => {
  const iterator = items[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
}

/** Server-sent events: WHATWG HTML, section 9.2. One without data only moves the place from which a client resumes. */
async function* messages(items: AsyncIterable<FollowedEvent<unknown>>) {
  for await (const { position, event } of items) {
    yield `id: ${position}\n${event === undefined ? '' : `data: ${JSON.stringify(event)}\n`}\n`
  }
}

async function* lines(items: AsyncIterable<unknown>) {
  for await (const item of items) yield `${JSON.stringify(item)}\n`
}

/** Sends events as they come, for as long as the client listens. */
export const sendFollowed = (reply: FastifyReply, items: AsyncIterable<FollowedEvent<unknown>>) =>
  reply
    .type('text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no') // nginx would collect them
    .send(Readable.from(messages(items)))

/** Sends items one JSON text a line, no faster than the client reads. */
export const sendLines = (reply: FastifyReply, items: AsyncIterable<unknown>) =>
  reply.type('application/x-ndjson').send(Readable.from(lines(items)))

/** Signals for the streams of a listener: each ends when its client leaves, or the listener closes. */
export const streamSignals = (app: FastifyInstance) => {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  return (reply: FastifyReply): AbortSignal => {
    const leaving = new AbortController()
    reply.raw.once('close', () => leaving.abort())
    return AbortSignal.any([closing.signal, leaving.signal])
  }
}
