import t from 'tap'
import { errorBody } from '../../src/identity-center/error-body.ts'

const refusal = {
  status: 400,
  detail: 'Request is unparsable, syntactically incorrect, or violates schema.',
}

t.test('a refusal is answered as idp-scim-sync and others recorded it', async (t) => {
  t.equal(
    errorBody(refusal, {
      requestId: '59370c32-f096-4892-8e37-94b4581f1f03',
      at: new Date('2024-04-05T06:32:12.227Z'),
      errorEnvelope: 'schema-and-schemas',
    }),
    '{"schema":["urn:ietf:params:scim:api:messages:2.0:Error"],"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"Request is unparsable, syntactically incorrect, or violates schema.","status":"400","exceptionRequestId":"59370c32-f096-4892-8e37-94b4581f1f03","timeStamp":"2024-04-05 06:32:12.227"}',
  )
})

t.test('early in 2022 only the misspelt key was there', async (t) => {
  t.equal(
    errorBody(
      { status: 404, detail: 'TENANT does not exist.' },
      {
        requestId: '93529112-dfce-4fef-82ed-ddd588a90e6b',
        at: new Date('2022-02-11T06:10:54.937Z'),
        errorEnvelope: 'schema',
      },
    ),
    '{"schema":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"TENANT does not exist.","status":"404","exceptionRequestId":"93529112-dfce-4fef-82ed-ddd588a90e6b","timeStamp":"2022-02-11 06:10:54.937"}',
  )
})

t.test('zeros at the end of the time are dropped, but for one', async (t) => {
  const stampOf = (at: string) =>
    JSON.parse(errorBody(refusal, { requestId: '', at: new Date(at), errorEnvelope: 'schema' }))
      .timeStamp
  t.equal(stampOf('2026-05-27T00:37:52.160Z'), '2026-05-27 00:37:52.16')
  t.equal(stampOf('2026-05-27T00:37:52.100Z'), '2026-05-27 00:37:52.1')
  t.equal(stampOf('2026-05-27T00:37:52.000Z'), '2026-05-27 00:37:52.0')
  t.equal(stampOf('2026-05-27T00:37:52.001Z'), '2026-05-27 00:37:52.001')
  t.equal(stampOf('2026-05-27T00:37:52.010Z'), '2026-05-27 00:37:52.01')
})
