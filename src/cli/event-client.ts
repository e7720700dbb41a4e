import { setTimeout as sleep } from 'node:timers/promises'
import type { EventForm, EventLog } from '../administration/event-log.ts'
import type { EventSearch } from '../administration/event-search.ts'
import { StartFailure } from '../store/start-failure.ts'

/** Sends a request to the private listener; rejects for whatever is no success. */
export type Send = (
  method: string,
  path: string,
  options?: {
    readonly body?: unknown
    /** A body that is sent bit by bit. */
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

const queryOf = (form: EventForm, { store, ...rest }: EventSearch, more: object = {}) =>
  new URLSearchParams({
    ...rest,
    ...(store === 'none' && { store }),
    ...more,
    format: formats[form],
  })

/** The blocks of a stream of server-sent events, each ended by an empty line. */
async function* blocks(response: Response): AsyncGenerator<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? '' // what is not ended yet; a lost connection leaves it, and it comes again
    yield* parts
  }
}

const field = (block: string, name: string): string | undefined =>
  block
    .split('\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2)

const reconnectMs = 1_000

/** The events of a server that runs, over its private listener. */
export const eventClient = (send: Send): Pick<EventLog, 'list' | 'get' | 'follow'> => ({
  list: async (form, search, { cursor, limit } = {}) => {
    const place = { ...(cursor !== undefined && { cursor }), ...(limit && { limit: `${limit}` }) }
    const response = await send('GET', `${eventsPath(search)}?${queryOf(form, search, place)}`)
    return JSON.parse(await response.text())
  },

  get: async (form, requestId, store) => {
    const search = store === undefined ? {} : { store }
    const path = `${eventsPath(search)}/${encodeURIComponent(requestId)}?format=${formats[form]}`
    return JSON.parse(await (await send('GET', path)).text())
  },

  async *follow(form, search, { after, signal }) {
    const path = `${eventsPath(search)}/stream?${queryOf(form, search)}`
    let last = after
    let isFirst = true
    while (!signal.aborted) {
      try {
        const headers = last === undefined ? {} : { 'last-event-id': last }
        const response = await send('GET', path, { headers, signal })
        isFirst = false
        for await (const block of blocks(response)) {
          last = field(block, 'id') ?? last
          const data = field(block, 'data')
          if (last === undefined) continue
          yield { position: last, ...(data !== undefined && { event: JSON.parse(data) }) }
        }
      } catch (error) {
        if (signal.aborted) return
        // What was never there, or says no, will not come back by waiting.
        const isLost = error instanceof StartFailure || error instanceof TypeError
        if (isFirst || !isLost) throw error
      }
      await sleep(reconnectMs, undefined, { signal }).catch(() => {})
    }
  },
})
