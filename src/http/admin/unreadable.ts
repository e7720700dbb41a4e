import type { RawAnswer, Unreadable } from '../shared/connections.ts'
import { problemOf } from './problem.ts'

const problems: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
  ERR_HTTP_CONNECT: [405, 'This is no proxy.'],
  HPE_HEADER_OVERFLOW: [431, 'The request line and the headers have more than 16384 bytes.'],
}

/** Answers what no request could be made of with a problem, as everything here. */
export const refuseUnreadable = ({ code }: Unreadable): RawAnswer => {
  const [status, detail] = problems[code] ?? [400, 'This is not a request that HTTP/1.1 knows.']
  const { title, type, text } = problemOf(status, detail)
  return { status, reason: title, headers: { 'content-type': type }, body: text }
}
