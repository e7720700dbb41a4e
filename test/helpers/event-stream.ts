import type { Test } from 'tap'
import type { IdentityCenter } from '../../src/index.ts'

/** Follows the event stream of a server. `until` waits for a number of events, `end` for the end of the stream. */
export const listen = async (
  t: Pick<Test, 'teardown'>,
  server: Pick<IdentityCenter, 'adminUrl' | 'adminToken'>,
  query = '',
  last?: string,
) => {
  const leaving = new AbortController()
  const response = await fetch(`${server.adminUrl}/api/v1/events/stream${query}`, {
    headers: {
      authorization: `Bearer ${server.adminToken}`,
      ...(last !== undefined && { 'last-event-id': last }),
    },
    signal: leaving.signal,
  })
  t.teardown(() => leaving.abort())
  const heard = { ids: [] as string[], last: '' }
  const ended = (async () => {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        heard.last = /^id: (.+)$/m.exec(block)?.[1] ?? heard.last
        const data = /^data: (.+)$/m.exec(block)?.[1]
        if (data !== undefined) heard.ids.push(JSON.parse(data).requestId)
      }
    }
  })().catch(() => {})
  const until = async (count: number) => {
    const deadline = Date.now() + 10_000
    while (heard.ids.length < count && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return heard.ids
  }
  while (heard.last === '') await new Promise((resolve) => setTimeout(resolve, 10))
  return { response, heard, until, ended, leave: () => leaving.abort() }
}
