// Sends requests over kept-alive connections and times them.
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** What talks to one server. It asks for what must succeed: a benchmark of refusals measures nothing. */
export const client = (base, token = 'none') => {
  const agent = new Agent({ keepAlive: true })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const ask = async (method, path, body) => {
    const sent = request(base + path, { agent, method, headers })
    sent.end(body && JSON.stringify(body))
    const [response] = await once(sent, 'response')
    const answer = await text(response)
    const { statusCode } = response
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${answer}`)
    return answer && JSON.parse(answer)
  }
  return { ask, close: () => agent.destroy() }
}

/** Does something `times` times, over so many connections at once; how many a second, and how long one took. */
export const load = async (connections, times, once) => {
  const milliseconds = []
  let next = 0
  const worker = async () => {
    while (next < times) {
      const start = performance.now()
      await once(next++)
      milliseconds.push(performance.now() - start)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const rate = (1000 * times) / (performance.now() - start)
  milliseconds.sort((a, b) => a - b)
  const quantile = (part) => milliseconds[Math.floor((times - 1) * part)]
  return { rate, p50: quantile(0.5), p95: quantile(0.95) }
}

/** The middle one, by rate. */
export const median = (results) =>
  results.toSorted((a, b) => a.rate - b.rate)[Math.floor(results.length / 2)]
