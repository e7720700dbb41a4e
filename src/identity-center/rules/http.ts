import { figure, headerBytesMax, headersTimeoutMs, requestTimeoutMs } from '../limits.ts'
import type { Rule } from '../rule.ts'
import { decision } from '../source.ts'
import { fixedRefusal, invalidRequest } from './presets.ts'

export const httpSyntax: Rule = {
  ...invalidRequest,
  id: 'http-syntax',
  summary: 'A request is written as HTTP/1.1 wants it.',
  source: decision('what a request is answered that HTTP does not know'),
  certainty: 'assumed',
  remedy:
    'Look for a proxy that changes requests, for TLS spoken to a plain port, or for two lengths of one body.',
}

export const headerSizeMax: Rule = {
  ...fixedRefusal,
  answer: { exception: 'RequestHeaderSectionTooLargeException' },
  id: 'header-size-max',
  summary: `The request line and the headers have no more than ${figure(headerBytesMax)} bytes.`,
  source: decision('how long a request may be without its body'),
  certainty: 'assumed',
  remedy: 'Shorten the filter, or leave out headers and cookies that nobody reads.',
}

export const requestTimeMax: Rule = {
  ...fixedRefusal,
  answer: { exception: 'RequestTimeoutException' },
  id: 'request-time-max',
  summary: `The headers of a request arrive within ${headersTimeoutMs / 1_000} seconds, and the whole request within ${requestTimeoutMs / 1_000} seconds.`,
  source: decision('how long a request may take to come'),
  certainty: 'assumed',
  remedy: 'Send the request at once; look for a client that announces more bytes than it sends.',
}

export const requestComplete: Rule = {
  ...invalidRequest,
  id: 'request-complete',
  summary: 'A request comes as a whole: its client does not leave before it has sent it.',
  source: decision('what is told of a client that leaves'),
  certainty: 'assumed',
  remedy:
    'Look for a client whose timeout is too short, or whose process was ended; it saw no answer.',
}

/** What a request has to be before anybody can tell what it asks for. */
export const httpRules: readonly Rule[] = [
  httpSyntax,
  headerSizeMax,
  requestTimeMax,
  requestComplete,
]
