// Sends requests over kept-alive connections and times them.
import { Agent, request } from 'node:http'

/** What talks to one server: `send(method, path, body)` gives status and parsed body. */
export const client = (base, token) => {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port, pathname } = new URL(base)
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }

  const send = (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sent = request(
        {
          agent,
          hostname,
          port,
          method,
          path: pathname.replace(/\/$/, '') + path,
          headers: {
            ...headers,
            ...(text && {
              'content-type': 'application/scim+json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        (response) => {
          const chunks = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString()
            resolve({ status: response.statusCode, body: answer && JSON.parse(answer) })
          })
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })

  /** Sends what must succeed; a benchmark of refusals measures nothing. */
  const ask = async (...what) => {
    const answer = await send(...what)
    if (answer.status >= 300) {
      throw new Error(`${what[0]} ${what[1]}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    return answer.body
  }
  return { ask, close: () => agent.destroy() }
}

const quantile = (sorted, part) => sorted[Math.floor((sorted.length - 1) * part)]

/** Does something `times` times, over so many connections at once; how many a second, and how long one took. */
export const load = async (connections, times, once) => {
  const milliseconds = []
  let next = 0
  const worker = async () => {
    while (next < times) {
      const index = next++
      const start = performance.now()
      await once(index)
      milliseconds.push(performance.now() - start)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - start) / 1000
  milliseconds.sort((a, b) => a - b)
  return {
    rate: times / seconds,
    p50: quantile(milliseconds, 0.5),
    p95: quantile(milliseconds, 0.95),
  }
}

/** The middle one, by rate. */
export const median = (results) =>
  results.toSorted((a, b) => a.rate - b.rate)[Math.floor(results.length / 2)]
