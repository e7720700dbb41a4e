import { once } from 'node:events'
import { type ClientRequest, get } from 'node:http'
import t from 'tap'
import { adminOf } from '../../helpers/administering.ts'
import { startTestServer } from '../../helpers/server.ts'
import { newUser } from '../scim/scim-server.ts'

const server = await startTestServer(t)
const admin = adminOf(server)

interface ReceivedEvents {
  readonly requestIds: readonly string[]
  /** The id of the last complete message. */
  readonly last: string
}

/** Listens from a position, and disconnects after `eventsMax` events or after `idleMs` without an event. */
const listen = async (
  after: string | undefined,
  eventsMax: number,
  idleMs: number,
): Promise<ReceivedEvents> => {
  const request: ClientRequest = get(`${server.adminUrl}/api/v1/events/stream`, {
    headers: {
      authorization: `Bearer ${server.adminToken}`,
      ...(after !== undefined && { 'last-event-id': after }),
    },
    agent: false,
  })
  const requestIds: string[] = []
  let last = after ?? ''
  let text = ''
  const [response] = await once(request, 'response')
  await new Promise<void>((resolve) => {
    let quiet = setTimeout(resolve, idleMs)
    response.setEncoding('utf8').on('error', resolve)
    response.on('data', (chunk: string) => {
      text += chunk
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        if (requestIds.length >= eventsMax) break // as if the connection broke here
        last = /^id: (.+)$/m.exec(message)?.[1] ?? last
        const data = /^data: (.+)$/m.exec(message)?.[1]
        if (data === undefined) continue
        requestIds.push(JSON.parse(data).requestId)
        clearTimeout(quiet)
        quiet = setTimeout(resolve, idleMs)
      }
      if (requestIds.length >= eventsMax) resolve()
    })
  })
  request.destroy()
  return { requestIds, last }
}

t.test(
  'a stream that breaks repeatedly during many writes skips and repeats no event',
  async (t) => {
    let { last } = await listen(undefined, 0, 200)
    const heard: string[] = []
    const write = async (writer: number) => {
      for (let n = 0; n < 40; n += 1) {
        await server.scim('POST', '/Users', newUser(`user-${writer}-${n}`))
        if (n % 4 === 0) await server.scim('GET', '/Users')
        if (n % 5 === 0) await server.scim('POST', '/Users', {})
      }
    }
    const writers = Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
    let isWriting = true
    void writers.finally(() => {
      isWriting = false
    })
    let breaks = 0
    for (;;) {
      const wasWriting = isWriting
      const part = await listen(last, 1 + ((breaks * 7) % 23), 1_500)
      breaks += 1
      heard.push(...part.requestIds)
      last = part.last
      if (part.requestIds.length === 0 && !wasWriting) break
    }
    await writers

    const { text } = await admin('/events?format=ndjson')
    const exported: string[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).requestId)
    t.ok(breaks > 20, `${breaks} breaks`)
    t.equal(exported.length, 8 * (40 + 10 + 8))
    t.equal(new Set(heard).size, heard.length, 'no event is repeated')
    t.same(heard, [...exported].reverse(), 'no event is skipped, and the order is that of the list')
  },
)

t.test('the export equals the list byte by byte', async (t) => {
  const listed: unknown[] = []
  let cursor = ''
  do {
    const { json } = await admin(`/events?limit=200${cursor && `&cursor=${cursor}`}`)
    listed.push(...json.items)
    cursor = json.nextCursor ?? ''
  } while (cursor !== '')
  const { text } = await admin('/events?format=ndjson')
  t.equal(text, listed.map((event) => `${JSON.stringify(event)}\n`).join(''))
})
