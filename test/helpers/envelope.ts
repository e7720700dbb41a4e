import type { Test } from 'tap'
import type { RawReceived } from './raw-line.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Holds that an answer is a refusal in the service's envelope, with the id by which its event is found. */
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
    'it is in the envelope of the service',
  )
  return id
}

/** Holds that an answer of the private listener is a problem. */
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
