import type { Test } from 'tap'
import type { RawReceived } from './raw-line.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Asserts that a response is a refusal in AWS's envelope, with its request id. */
export const refusedAs = (
  t: Test,
  answer: RawReceived | undefined,
  status: number | readonly number[],
  what: string,
): string => {
  const { status: given = 0, headers = {}, body = '' } = answer ?? {}
  t.ok([status].flat().includes(given), `${what}: ${given}`, { answer })
  const id = headers['x-amzn-requestid'] ?? ''
  t.match(id, uuid, 'it has a request id')
  t.equal(headers['content-type'], 'application/json')
  const { schemas, detail, status: written, exceptionRequestId } = JSON.parse(body || '{}')
  t.same(
    [schemas, typeof detail, written, exceptionRequestId],
    [['urn:ietf:params:scim:api:messages:2.0:Error'], 'string', String(given), id],
    'the response has the envelope of AWS',
  )
  return id
}

/** Asserts that a response of the private listener has problem details (RFC 9457). */
export const problemAs = (
  t: Test,
  answer: RawReceived | undefined,
  status: number,
  what: string,
) => {
  t.equal(answer?.status, status, what)
  t.match(answer?.headers['content-type'], /^application\/problem\+json/)
  t.equal(JSON.parse(answer?.body || '{}').status, status)
}
