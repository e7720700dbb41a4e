import type { RawResponse, UnreadableRequest } from '../shared/connections.ts'
import { buildProblem } from './problem.ts'

const problems: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive. Send it again.'],
  ERR_HTTP_CONNECT: [405, 'This server is not a proxy. Remove it from the proxy settings.'],
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are longer than 16384 bytes.'],
}

/** Sends problem details for a request that could not be parsed. */
export const refuseUnreadable = ({ code }: UnreadableRequest): RawResponse => {
  const [status, detail] = problems[code] ?? [400, 'The request is not valid HTTP/1.1.']
  const { title, type, text } = buildProblem(status, detail)
  return { status, reason: title, headers: { 'content-type': type }, body: text }
}
