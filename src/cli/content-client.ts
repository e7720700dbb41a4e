import type { Contents } from '../administration/contents.ts'
import type { Spooled } from '../administration/files/spool.ts'
import { StartFailure } from '../store/start-failure.ts'
import type { Send } from './event-client.ts'

/** The chunks of an answer; a server that goes away in their midst is told in a sentence. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body ?? []
  } catch (error) {
    throw new StartFailure('The server broke off in the midst of its answer.', error)
  }
}

/** An answer as a file: it can be read once. */
const fileOf = (response: Response): Spooled => ({
  bytes: Number(response.headers.get('content-length')),
  read: () => chunksOf(response),
  discard: async () => {
    if (response.body?.locked === false) await response.body.cancel()
  },
})

/** The contents of the stores of a server that runs, over its private listener. */
export const contentClient = (
  send: Send,
  at: (...segments: readonly string[]) => string,
): Contents => ({
  reset: async (id) => {
    await send('POST', at(id, 'reset'))
  },
  snapshot: async (id) => fileOf(await send('GET', at(id, 'snapshot'))),
  restore: async (id, file) =>
    (await send('PUT', at(id, 'snapshot'), { file })).json() as Promise<
      Awaited<ReturnType<Contents['restore']>>
    >,
  import: async (id, file, { replace = false, names = [] } = {}) => {
    const query = new URLSearchParams([
      ['replace', `${replace}`],
      ...names.map((name) => ['file', name]),
    ])
    const answer = await send('POST', `${at(id, 'import')}?${query}`, { file })
    return answer.json() as Promise<Awaited<ReturnType<Contents['import']>>>
  },
})
