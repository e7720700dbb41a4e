import type { Test } from 'tap'
import type { Json } from '../../src/scim/resource.ts'
import type { Expectation } from './conversation.ts'
import { fillExpected, masked, matchers, pointed, reduced } from './placeholders.ts'
import type { Received } from './send.ts'

const errorSchemas = ['urn:ietf:params:scim:api:messages:2.0:Error']

/** The error envelope; until March 2022 it had `schema` alone (slashdevops/idp-scim-sync, issues 30, 45, 57). */
const envelope = (status: number, detail: string, asOf: string | undefined): Json => ({
  schema: errorSchemas,
  ...(asOf !== undefined && asOf < '2022-03-18' ? {} : { schemas: errorSchemas }),
  detail,
  status: String(status),
  exceptionRequestId: '{{uuid}}',
  timeStamp: '{{error-time}}',
})

/** The body of a response as JSON; undefined where it is not JSON. */
export const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** What every response of the service has. */
const holdsAlways = (t: Test, answer: Received) => {
  const requestId = String(answer.headers['x-amzn-requestid'])
  t.equal(answer.headers['content-type'], 'application/json', 'the Content-Type')
  t.match(requestId, new RegExp(`^${matchers['uuid']}$`), 'the x-amzn-RequestId is a UUID')
  const body = parsed(answer.text)
  if (body === undefined) return t.equal(answer.text, '', 'a body is JSON')
  const named = pointed(body, '/exceptionRequestId')
  if (named !== undefined) t.equal(named, requestId, 'the error names the request id')
  return t.equal(answer.text, JSON.stringify(body), 'the body is compact JSON')
}

/** Formats JSON with one line per key, so that a diff also shows the order of keys. */
const lines = (value: Json | undefined): string => JSON.stringify(value, undefined, 1)

const compareBody = (t: Test, answer: Received, expected: Json, subset: boolean) => {
  const actual = parsed(answer.text) ?? answer.text
  if (subset) t.same(masked(reduced(actual, expected), expected), expected, 'the body, in part')
  else t.equal(lines(masked(actual, expected)), lines(expected), 'the body')
}

/** Compares a response with its expectation, and with what every response has. */
export const compare = (
  t: Test,
  answer: Received,
  expected: Expectation,
  subset: boolean,
  asOf: string | undefined,
  values: Map<string, string>,
) => {
  holdsAlways(t, answer)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const actual = answer.headers[name.toLowerCase()]
    if (value === null) t.equal(actual, undefined, `no ${name}`)
    else t.equal(masked(String(actual), fillExpected(value, values)), value, name)
  }
  const { body, detail, text, absent = [] } = expected
  const whole = detail === undefined ? body : envelope(expected.status, detail, asOf)
  if (whole !== undefined) compareBody(t, answer, fillExpected(whole, values), subset)
  if (text !== undefined) t.equal(answer.text, text, 'the body, as text')
  if (expected.status === 204) t.equal(answer.text, '', 'no body')
  for (const pointer of absent)
    t.equal(pointed(parsed(answer.text), pointer), undefined, `nothing at ${pointer}`)
}
