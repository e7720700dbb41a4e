import { setTimeout as sleep } from 'node:timers/promises'
import type { EventForm, EventLog } from '../administration/event-log.ts'
import type { EventSearch } from '../administration/event-search.ts'
import { StartFailure } from '../store/start-failure.ts'

/** Sends a request to the private listener. Rejects unless the status is 2xx. */
export type Send = (
  method: string,
  path: string,
  options?: {
    readonly body?: unknown
    /** A body that is streamed. */
    readonly file?: AsyncIterable<Uint8Array>
    readonly headers?: Readonly<Record<string, string>>
    readonly signal?: AbortSignal
  },
) => Promise<Response>

const formats = { plain: 'json', cloudtrail: 'cloudtrail' } as const satisfies Record<
  EventForm,
  string
>

const eventsPath = (search: EventSearch) => {
  const { store } = search
  return store === undefined || store === 'none'
    ? '/events'
    : `/identity-stores/${encodeURIComponent(store)}/events`
}

const toQuery = (form: EventForm, { store, ...rest }: EventSearch, more: object = {}) =>
  new URLSearchParams({
    ...rest,
    ...(store === 'none' && { store }),
    ...more,
    format: formats[form],
  })

/** The blocks of a stream of server-sent events. An empty line ends a block. */
async function* readBlocks(response: Response): AsyncGenerator<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? '' // incomplete; if the connection is lost here, the server sends the event again
    yield* parts
  }
}

const readField = (block: string, name: string): string | undefined =>
  block
    .split('\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2)

const reconnectMs = 1_000

/** The events of a running server, over its private listener. `follow` reconnects after the last position received. */
export const eventClient = (send: Send): Pick<EventLog, 'list' | 'get' | 'follow'> => ({
  list: async (form, search, { cursor, limit } = {}) => {
    const place = { ...(cursor !== undefined && { cursor }), ...(limit && { limit: `${limit}` }) }
    const response = await send('GET', `${eventsPath(search)}?${toQuery(form, search, place)}`)
    return JSON.parse(await response.text())
  },

  get: async (form, requestId, store) => {
    const search = store === undefined ? {} : { store }
    const path = `${eventsPath(search)}/${encodeURIComponent(requestId)}?format=${formats[form]}`
    return JSON.parse(await (await send('GET', path)).text())
  },

  async *follow(form, search, { after, signal }) {
    const path = `${eventsPath(search)}/stream?${toQuery(form, search)}`
    let last = after
    let isFirst = true
    while (!signal.aborted) {
      try {
        const headers = last === undefined ? {} : { 'last-event-id': last }
        const response = await send('GET', path, { headers, signal })
        isFirst = false
        for await (const block of readBlocks(response)) {
          last = readField(block, 'id') ?? last
          const data = readField(block, 'data')
          if (last === undefined) continue
          yield { position: last, ...(data !== undefined && { event: JSON.parse(data) }) }
        }
      } catch (error) {
        if (signal.aborted) return
        // Only a lost connection is retried. A failed first connection or a refusal is permanent.
        const isLost = error instanceof StartFailure || error instanceof TypeError
        if (isFirst || !isLost) throw error
      }
      await sleep(reconnectMs, undefined, { signal }).catch(() => {})
    }
  },
})
