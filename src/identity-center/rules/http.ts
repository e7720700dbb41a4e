import { figure, headerBytesMax, headersTimeoutMs, requestTimeoutMs } from '../limits.ts'
import type { Rule } from '../rule.ts'
import { decision } from '../source.ts'
import { fixedRefusal, invalidRequest } from './presets.ts'

export const httpSyntax: Rule = {
  ...invalidRequest,
  id: 'http-syntax',
  summary: 'A request is valid HTTP/1.1.',
  source: decision('how a request is answered that is not valid HTTP'),
  certainty: 'assumed',
  remedy:
    'Look for a proxy that changes requests, a TLS client on a port without TLS, or two lengths for one body.',
}

export const headerSizeMax: Rule = {
  ...fixedRefusal,
  answer: { exception: 'RequestHeaderSectionTooLargeException' },
  id: 'header-size-max',
  summary: `The request line and the headers have at most ${figure(headerBytesMax)} bytes.`,
  source: decision('how long a request may be without its body'),
  certainty: 'assumed',
  remedy: 'Shorten the filter, or omit unused headers and cookies.',
}

export const requestTimeMax: Rule = {
  ...fixedRefusal,
  answer: { exception: 'RequestTimeoutException' },
  id: 'request-time-max',
  summary: `The headers of a request arrive within ${headersTimeoutMs / 1_000} seconds, and the whole request within ${requestTimeoutMs / 1_000} seconds.`,
  source: decision('how long a request may take to arrive'),
  certainty: 'assumed',
  remedy: 'Send the request at once. Look for a client that announces more bytes than it sends.',
}

export const requestComplete: Rule = {
  ...invalidRequest,
  id: 'request-complete',
  summary: 'A request arrives completely before the client disconnects.',
  source: decision('what is recorded of a client that disconnects'),
  certainty: 'assumed',
  remedy:
    'Look for a client whose timeout is too short, or whose process was stopped. It received no response.',
}

/** What a request must be before the server can determine its operation. */
export const httpRules: readonly Rule[] = [
  httpSyntax,
  headerSizeMax,
  requestTimeMax,
  requestComplete,
]
