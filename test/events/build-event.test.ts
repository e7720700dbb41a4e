import fc from 'fast-check'
import t from 'tap'
import { buildEvent } from '../../src/events/build-event.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { judge, refusalOf } from '../../src/identity-center/judge.ts'
import { createUserRules } from '../../src/identity-center/rules/create-user.ts'
import { jane } from '../../src/identity-center/rules/examples/example-request.ts'
import { groupDisplayNameUnique } from '../../src/identity-center/rules/uniqueness.ts'
import { jsonPointer } from '../../src/scim/pointer.ts'
import { outcomeOf, receivedRequest } from '../helpers/incoming-requests.ts'
import { creating } from '../helpers/subjects.ts'

const dialect = dialectOf({}, newestEpoch)
const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString()

t.test('an event has the request and its response', async (t) => {
  const body = JSON.stringify({ id: 'id-1', userName: 'jane@example.com' })
  const { requestBody, responseBody, ...row } = buildEvent(
    receivedRequest({ body: jane }),
    outcomeOf({ status: 201, body }),
  )
  t.same(row, {
    origin: 'scim',
    requestId: '59370c32-f096-4892-8e37-94b4581f1f03',
    at: new Date('2026-11-01T12:00:00Z'),
    identityStoreId: 'd-1234567890',
    tenantId: 'tenant',
    tokenId: 'token',
    operation: 'CreateUser',
    method: 'POST',
    path: '/tenant/scim/v2/Users',
    query: '',
    userAgent: 'curl/8.5.0',
    sourceIp: '127.0.0.1',
    requestBytes: JSON.stringify(jane).length,
    status: 201,
    durationMs: 1.5,
    errorCode: null,
    errorMessage: null,
    findings: [],
    resourceId: 'id-1',
    resourceName: 'jane@example.com',
  })
  t.equal(text(requestBody), JSON.stringify(jane))
  t.equal(text(responseBody), body)
})

t.test('the event of a refusal has its exception and the text that the service logs', async (t) => {
  const asOf = dialectOf({}, '2021-08-31')
  const phones = [{ value: '1' }, { value: '2' }]
  const { refusal, findings } = judge(
    createUserRules,
    creating({ ...jane, phoneNumbers: phones }),
    asOf,
  )
  const row = buildEvent(
    receivedRequest({
      body: { ...jane, phoneNumbers: phones },
      userAgent: 'Okta SCIM Client 1.0.0',
    }),
    outcomeOf({ status: 400, body: '{}', findings, ...(refusal ? { refusal } : {}) }),
  )
  t.equal(row.errorCode, 'ValidationException')
  t.equal(row.errorMessage, 'Currently list attributes only allow single item')
  t.equal(row.resourceName, 'jane@example.com')
  t.equal(row.resourceId, null)
  t.match(row.findings[0]?.remedy, / Okta: the mapping `user\.mobilePhone → phoneNumbers` sends/)
  t.equal(row.findings.length, findings.length)

  const conflict = refusalOf(groupDisplayNameUnique, [{ location: ['displayName'] }], dialect)
  const of = buildEvent(receivedRequest(), outcomeOf({ status: 409, refusal: conflict }))
  t.same([of.errorCode, of.errorMessage], ['ConflictException', 'Duplicate GroupDisplayName'])
})

t.test('passwords are redacted before the body is truncated', async (t) => {
  const body = { password: 'hunter2', userName: 'jane' }
  const kept = (bodyBytes: number) =>
    text(buildEvent(receivedRequest({ body, bodyBytes }), outcomeOf()).requestBody)
  t.equal(kept(100), '{"password":"*******","userName":"jane"}')
  t.equal(kept(16), '{"password":"***')
  t.equal(kept(0), '')
})

t.test('truncation does not split a character', async (t) => {
  const kept = (body: string | Uint8Array, bodyBytes: number) => {
    const { requestBody } = buildEvent(
      receivedRequest({ body, bodyBytes }),
      outcomeOf({ body: 'aé€' }),
    )
    return Buffer.from(requestBody ?? []).toString('latin1')
  }
  t.same(
    [1, 2, 3, 4, 5].map((most) => kept('aé€', most).length),
    [1, 1, 3, 3, 3],
  )
  t.equal(kept('😀', 3), '')
  t.equal(kept('😀', 4).length, 4)
  t.equal(kept(Buffer.from('\u00ff\u0080\u0080\u0080\u0080', 'latin1'), 4).length, 4)
  t.equal(
    text(buildEvent(receivedRequest({ bodyBytes: 2 }), outcomeOf({ body: 'aé€' })).responseBody),
    'a',
  )
})

t.test('an empty body is stored as null', async (t) => {
  const { requestBody, requestBytes, responseBody } = buildEvent(receivedRequest(), outcomeOf())
  t.same([requestBody, requestBytes, responseBody], [null, 0, null])
})

const patch = (...operations: unknown[]) => ({ Operations: operations })

t.test('the user or group is found in the path, the response and the body', async (t) => {
  const cases: readonly (readonly [
    Parameters<typeof receivedRequest>[0],
    Parameters<typeof outcomeOf>[0],
    string | null,
    string | null,
  ])[] = [
    [{ operation: 'GetUser', id: 'i' }, { body: '{"id":"i","userName":"jane"}' }, 'i', 'jane'],
    [{ operation: 'GetUser', id: 'i' }, { status: 404, body: '{"userName":"x"}' }, 'i', null],
    [{ operation: 'DeleteUser', id: 'i' }, { status: 204 }, 'i', null],
    [{ operation: 'PutUser', id: 'i', body: { USERNAME: 'jane' } }, { status: 400 }, 'i', 'jane'],
    [{ body: { userName: 'jane' } }, { status: 409 }, null, 'jane'],
    [{ body: { userName: 7 } }, { status: 400 }, null, null],
    [{ body: [1] }, { status: 400 }, null, null],
    [{ operation: 'CreateGroup', body: { displayName: 'g' } }, { status: 400 }, null, 'g'],
    [{ operation: 'CreateGroup' }, { status: 201, body: '{"id":"i","displayName":"g"}' }, 'i', 'g'],
    [
      { operation: 'PatchUser', id: 'i', body: patch({ path: 'UserName', value: 'jane' }) },
      { status: 400 },
      'i',
      'jane',
    ],
    [
      {
        operation: 'PatchUser',
        id: 'i',
        body: patch({ path: 'title', value: 'x' }, 5, { value: { userName: 'j' } }),
      },
      { status: 400 },
      'i',
      'j',
    ],
    [
      {
        operation: 'PatchGroup',
        id: 'i',
        body: patch({
          path: 'urn:ietf:params:scim:schemas:core:2.0:Group:displayName',
          value: 'g',
        }),
      },
      { status: 204 },
      'i',
      'g',
    ],
    [{ operation: 'PatchGroup', id: 'i', body: { Operations: 'x' } }, { status: 400 }, 'i', null],
    [{ operation: 'ListUsers', query: 'filter=userName+eq+%22jane%22' }, {}, null, 'jane'],
    [{ operation: 'ListUsers', query: 'filter=externalId+eq+%22jane%22' }, {}, null, null],
    [{ operation: 'ListUsers', query: 'filter=userName+eq+7' }, {}, null, null],
    [{ operation: 'ListUsers', query: 'filter=(((' }, {}, null, null],
    [{ operation: 'ListUsers' }, {}, null, null],
    [{ operation: 'ListGroups', query: 'filter=displayname%20eq%20%22g%22' }, {}, null, 'g'],
    [{ operation: 'GetSchema', id: 'urn:x' }, {}, null, null],
    [{ operation: 'ServiceProviderConfig' }, {}, null, null],
    [{ operation: null, id: 'i', body: { userName: 'x' } }, { status: 501 }, 'i', null],
  ]
  for (const [received, outcome, id, name] of cases) {
    const row = buildEvent(receivedRequest(received), outcomeOf(outcome))
    t.same([row.resourceId, row.resourceName], [id, name], JSON.stringify([received, outcome]))
  }
})

t.test('texts are stored without NUL and lone surrogates', async (t) => {
  const { findings } = judge(
    createUserRules,
    creating({ ...jane, 'a\0\ud800': 1 }),
    dialect,
    jsonPointer,
  )
  const row = buildEvent(
    receivedRequest({ id: 'a\0b', operation: 'GetUser', userAgent: `x${'y'.repeat(20_000)}` }),
    outcomeOf({ findings }),
  )
  t.equal(row.resourceId, 'a\ufffdb')
  t.equal(row.userAgent?.length, 16_384)
  t.same(
    row.findings.map(({ path, pointer }) => [path, pointer]),
    [['a\ufffd\ufffd', '/a\ufffd\ufffd']],
  )
  const named = buildEvent(
    receivedRequest({ body: '{"userName":"j\\u0000\\ud800\\ud83d\\ude00"}' }),
    outcomeOf(),
  )
  t.equal(named.resourceName, 'j\ufffd\ufffd😀')
})

t.test('it never throws', async (t) => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .jsonValue()
      .map((value) => Buffer.from(JSON.stringify({ Operations: value, schemas: value }))),
  )
  fc.assert(
    fc.property(
      bytes,
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('PatchUser', 'CreateGroup', 'ListUsers', 'PutUser', 'GetUser', null),
      fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
      (body, query, id, operation, answer) => {
        const received = receivedRequest({ body, query, id, operation, path: id })
        const { findings } = judge(createUserRules, creating({}), dialect)
        const row = buildEvent(received, outcomeOf({ body: answer, findings }))
        t.equal(row.requestBytes, body.length)
      },
    ),
  )
})
