import t from 'tap'
import { buildEvent } from '../../src/events/build-event.ts'
import { eventView } from '../../src/events/event-view.ts'
import { outcomeOf, receivedRequest, storedOf } from '../helpers/incoming-requests.ts'

const viewOf = (
  received: Parameters<typeof receivedRequest>[0],
  outcome: Parameters<typeof outcomeOf>[0] = {},
) => eventView(storedOf(buildEvent(receivedRequest(received), outcomeOf(outcome))))

t.test('an event is shown in the shape of the admin API', async (t) => {
  t.same(viewOf({ body: '{"userName":"jane"}', query: 'a=b' }, { status: 201, body: '{}' }), {
    origin: 'scim',
    requestId: '59370c32-f096-4892-8e37-94b4581f1f03',
    time: '2026-11-01T12:00:00.000Z',
    identityStoreId: 'd-1234567890',
    tenantId: 'tenant',
    tokenId: 'token',
    eventName: 'CreateUser',
    request: {
      method: 'POST',
      path: '/tenant/scim/v2/Users',
      query: 'a=b',
      userAgent: 'curl/8.5.0',
      sourceIp: '127.0.0.1',
      body: '{"userName":"jane"}',
    },
    response: { status: 201, body: '{}' },
    durationMs: 1.5,
    errorCode: null,
    errorMessage: null,
    findings: [],
  })
})

t.test('a body that is not UTF-8 is shown in base64', async (t) => {
  const { request } = viewOf({ body: Buffer.from([0x22, 0xff, 0x22]) })
  t.equal(request.body, null)
  t.equal(request.bodyBase64, 'Iv8i')
})

t.test('NUL, a byte order mark and a lone surrogate are shown as they were sent', async (t) => {
  for (const body of ['\u0000', '\ufeff{}', '{"a":"\\ud800"}'])
    t.equal(viewOf({ body }).request.body, body)
  // The bytes of a lone surrogate are not UTF-8.
  t.equal(viewOf({ body: Buffer.from([0xed, 0xa0, 0x80]) }).request.bodyBase64, '7aCA')
})

t.test('a truncated body has its original length', async (t) => {
  const { request } = viewOf({ body: 'x'.repeat(100), bodyBytes: 10 })
  t.equal(request.body, 'x'.repeat(10))
  t.equal(request.bodyBytes, 100)
  t.notOk('bodyBytes' in viewOf({ body: '{"password":"hunter2"}' }).request)
  t.notOk('bodyBytes' in viewOf({}).request)
})

t.test('a missing body is null', async (t) => {
  const { request, response } = viewOf({}, { status: 204 })
  t.same([request.body, response], [null, { status: 204, body: null }])
})
