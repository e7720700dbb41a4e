import t from 'tap'
import { requestsFrom } from '../../../src/administration/requests/requests-from.ts'
import { encodeUtf8 } from '../../../src/lib/utf8.ts'
import { expectParts } from '../../helpers/expect-parts.ts'

t.test('a body whose operation is named', async (t) => {
  t.test('is sent to that operation, as it is', async (t) => {
    t.same(requestsFrom('{"broken', { operation: 'createuser' }), {
      requests: [
        {
          method: 'POST',
          path: '/Users',
          query: '',
          body: encodeUtf8('{"broken'),
          title: 'CreateUser',
        },
      ],
    })
    t.same(requestsFrom('curl', { operation: 'PatchGroup', id: 'a/b' }), {
      requests: [
        {
          method: 'PATCH',
          path: '/Groups/a%2Fb',
          query: '',
          body: encodeUtf8('curl'),
          title: 'PatchGroup',
        },
      ],
    })
    t.same(requestsFrom('{}', { operation: 'GetUser', id: '1' }), {
      requests: [
        { method: 'GET', path: '/Users/1', query: '', body: encodeUtf8(''), title: 'GetUser' },
      ],
    })
  })

  t.test('is refused where the operation is none, or wants an id, or takes none', async (t) => {
    expectParts(t, requestsFrom('{}', { operation: 'MakeUser' }), {
      fault: /^There is no operation MakeUser; there are CreateUser, /,
    })
    expectParts(t, requestsFrom('{}', { operation: 'PutUser' }), { fault: /^PutUser .* --id/ })
    expectParts(t, requestsFrom('{}', { operation: 'CreateUser', id: '1' }), {
      fault: /takes no --id/,
    })
  })
})

t.test('a text that says too little is refused in a sentence', async (t) => {
  expectParts(t, requestsFrom('{"userName": "x"}'), { fault: /--operation CreateUser/ })
  expectParts(t, requestsFrom('hello'), {
    fault: /^This is no curl command, no HAR file and no JSON/,
  })
  expectParts(t, requestsFrom(''), { fault: /^This is no curl command/ })
})

t.test('a HAR file', async (t) => {
  const har = (...requests: unknown[]) =>
    JSON.stringify({ log: { version: '1.2', entries: requests.map((request) => ({ request })) } })

  t.test('gives its requests to a SCIM endpoint', async (t) => {
    const text = har(
      { method: 'GET', url: 'https://example.com/favicon.ico', headers: [] },
      {
        method: 'post',
        url: 'https://scim.example.com/t/scim/v2/Users?x=1',
        headers: [{ name: 'user-agent', value: 'Okta SCIM Client 1.0.0' }],
        postData: { mimeType: 'application/scim+json', text: '{"é":1}' },
      },
      {
        method: 'PATCH',
        url: 'https://scim.example.com/t/scim/v2/Groups/1',
        headers: [],
        postData: { text: Buffer.from([0xff, 0x00]).toString('base64'), encoding: 'base64' },
      },
      { method: 'GET', url: 'https://scim.example.com/t/scim/v2/Users' },
      null,
    )
    t.same(requestsFrom(`\ufeff${text}`), {
      requests: [
        {
          method: 'POST',
          path: '/Users',
          query: 'x=1',
          userAgent: 'Okta SCIM Client 1.0.0',
          body: encodeUtf8('{"é":1}'),
          title: '2: POST /Users?x=1',
        },
        {
          method: 'PATCH',
          path: '/Groups/1',
          query: '',
          body: new Uint8Array([0xff, 0x00]),
          title: '3: PATCH /Groups/1',
        },
        {
          method: 'GET',
          path: '/Users',
          query: '',
          body: encodeUtf8(''),
          title: '4: GET /Users',
        },
      ],
    })
  })

  t.test('without any is refused', async (t) => {
    const text = har({ method: 'GET', url: 'https://example.com/' })
    expectParts(t, requestsFrom(text), { fault: /holds 1 requests, none of them to an address/ })
    expectParts(t, requestsFrom('{"log": {}}'), { fault: /holds 0 requests/ })
  })
})
