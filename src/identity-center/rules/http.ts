import type { Rule } from '../rule.ts'
import { decision } from '../source.ts'
import { binding } from './kinds.ts'

const unreadable = { ...binding, answer: { exception: 'ValidationException' } } as const

export const httpSyntax: Rule = {
  ...unreadable,
  id: 'http-syntax',
  summary: 'A request is written as HTTP/1.1 wants it.',
  source: decision('what a request is answered that HTTP does not know'),
  certainty: 'assumed',
  remedy:
    'Look for a proxy that changes requests, for TLS spoken to a plain port, or for two lengths of one body.',
}

export const headerSizeMax: Rule = {
  ...binding,
  answer: { exception: 'RequestHeaderSectionTooLargeException' },
  id: 'header-size-max',
  summary: 'The request line and the headers have no more than 16,384 bytes.',
  source: decision('how long a request may be without its body'),
  certainty: 'assumed',
  remedy: 'Shorten the filter, or leave out headers and cookies that nobody reads.',
}

export const requestTimeMax: Rule = {
  ...binding,
  answer: { exception: 'RequestTimeoutException' },
  id: 'request-time-max',
  summary: 'The headers of a request come within 20 seconds, all of it within a minute.',
  source: decision('how long a request may take to come'),
  certainty: 'assumed',
  remedy: 'Send the request at once; look for a client that announces more bytes than it sends.',
}

export const requestComplete: Rule = {
  ...unreadable,
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
