import type { Contents } from '../administration/contents.ts'
import type { Spooled } from '../administration/files/spool.ts'
import { StartFailure } from '../store/start-failure.ts'
import type { Send } from './event-client.ts'

/** The chunks of a response body. Throws a StartFailure if the connection is lost. */
async function* readChunks(response: Response): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body ?? []
  } catch (error) {
    throw new StartFailure(
      'The connection to the server was lost before the response was complete. Try again.',
      error,
    )
  }
}

/** A response body as a file that can be read once. */
const toFile = (response: Response): Spooled => ({
  bytes: Number(response.headers.get('content-length')),
  read: () => readChunks(response),
  discard: async () => {
    if (response.body?.locked === false) await response.body.cancel()
  },
})

/** Snapshots, imports and resets of a running server, over its private listener. */
export const contentClient = (
  send: Send,
  at: (...segments: readonly string[]) => string,
): Contents => ({
  reset: async (id) => {
    await send('POST', at(id, 'reset'))
  },
  snapshot: async (id) => toFile(await send('GET', at(id, 'snapshot'))),
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
