import { request as sendHttp } from 'node:http'
import { request as sendHttps } from 'node:https'

/** A request exactly as the client would send it: only Host, Connection and Content-Length are added. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** A response. */
export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

const parts = /^(https?):\/\/([^:/]+)(?::(\d+))?(.*)$/s

/** Sends a request over its own connection. Not with `fetch`, which adds a User-Agent and rewrites the path. */
export const send = ({ method, url, headers, body }: Sent): Promise<Received> =>
  new Promise((resolve, reject) => {
    const [, protocol, hostname, port, path] = parts.exec(url) ?? []
    const sendOver = protocol === 'https' ? sendHttps : sendHttp
    const isChunked = headers['Transfer-Encoding'] !== undefined
    const hasLength = !isChunked && (body !== undefined || method === 'POST')
    const length = hasLength ? { 'Content-Length': body?.length ?? 0 } : {}
    const request = sendOver({
      method,
      hostname,
      port,
      path: path || '/',
      headers: { ...headers, ...length },
      agent: false,
      timeout: 30_000,
    })
    request.on('timeout', () => request.destroy(new Error(`no response to ${method} ${url}`)))
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.end(body)
  })
