import { readFileSync } from 'node:fs'
import t from 'tap'
import { requestsFrom } from '../../../src/administration/requests/requests-from.ts'
import type { SampleRequest } from '../../../src/administration/requests/sample-request.ts'

const bodyText = ({ body }: SampleRequest) => new TextDecoder().decode(body)

const requestsOf = (text: string): readonly SampleRequest[] => {
  const reading = requestsFrom(text)
  if ('fault' in reading) throw new Error(reading.fault)
  return reading.requests
}

const oneOf = (text: string) => {
  const [request, ...more] = requestsOf(text)
  if (request === undefined || more.length > 0) throw new Error(`${1 + more.length} requests`)
  const { method, path, query, userAgent } = request
  return { method, path, query, userAgent, body: bodyText(request) }
}

const faultOf = (text: string): string => {
  const reading = requestsFrom(text)
  return 'fault' in reading ? reading.fault : 'no fault'
}

const url = 'https://scim.us-east-1.amazonaws.com/abc-123/scim/v2'

t.test('a curl command', async (t) => {
  t.test('posts its data, as curl itself', async (t) => {
    t.same(oneOf(`curl -s ${url}/Users -H 'Authorization: Bearer x' -d '{"a": 1}'`), {
      method: 'POST',
      path: '/Users',
      query: '',
      userAgent: 'curl',
      body: '{"a": 1}',
    })
    t.equal(oneOf(`curl ${url}/Users`).method, 'GET')
    t.equal(oneOf(`curl -I ${url}/Users`).method, 'HEAD')
    t.equal(oneOf(`curl.exe --url ${url}/Users --json '{}'`).method, 'POST')
  })

  t.test('may be written over several lines, in any quotes', async (t) => {
    const text = [
      '$ curl --request PATCH \\',
      `  --url "${url}/Groups/1?x=\\"y\\"" \\`,
      '  --data-raw $\'{"a": "it\\\'s \\u200b\\x41\\n"}\' \\',
      '  -HAccept:x;',
      '',
    ].join('\n')
    t.same(oneOf(text), {
      method: 'PATCH',
      path: '/Groups/1',
      query: 'x="y"',
      userAgent: 'curl',
      body: '{"a": "it\'s \u200bA\n"}',
    })
    t.equal(oneOf(`curl ${url}/Users -d 'a'"b"\\ c`).body, 'ab c')
    t.equal(oneOf(`curl ${url}/Users -d "one \\\ntwo"`).body, 'one two')
    t.equal(oneOf(`curl ${url}/Users \\\r\n -XPUT -d x`).method, 'PUT')
  })

  t.test('leaves variables as they are, and takes one for the endpoint', async (t) => {
    for (const endpoint of [
      '"$ENDPOINT"',
      '$ENDPOINT',
      '"$'.concat('{URL}"'),
      '"{{baseUrl}}"',
      '"<endpoint>"',
    ]) {
      t.equal(oneOf(`curl ${endpoint}/Users/1 -H "Authorization: Bearer $TOKEN"`).path, '/Users/1')
    }
    t.equal(oneOf('curl "https://$HOST/$TENANT/scim/v2//Users"').path, '//Users')
    t.equal(oneOf(`curl '${url}Groups#top'`).path, 'Groups')
    t.equal(oneOf('curl /Users').path, '/Users')
    t.equal(oneOf('curl $ENDPOINT/Users -d "$BODY"').body, '$BODY')
  })

  t.test('joins its data, into the query where it says so', async (t) => {
    t.equal(oneOf(`curl ${url}/Users -d a=1 --data-binary b=2`).body, 'a=1&b=2')
    t.equal(oneOf(`curl ${url}/Users --json '{"a":' --json '1}'`).body, '{"a":1}')
    t.same(
      oneOf(
        `curl -sG ${url}/Users?count=1 --data-urlencode 'filter=userName eq "a@b"' --data-urlencode =x@y -d z`,
      ),
      {
        method: 'GET',
        path: '/Users',
        query: 'count=1&filter=userName%20eq%20%22a%40b%22&x%40y&z',
        userAgent: 'curl',
        body: '',
      },
    )
  })

  t.test('says who sends it', async (t) => {
    t.equal(
      oneOf(`curl ${url}/Users -A 'Okta SCIM Client 1.0.0'`).userAgent,
      'Okta SCIM Client 1.0.0',
    )
    t.equal(oneOf(`curl ${url}/Users -H 'user-agent: x' -A y`).userAgent, 'x')
    t.equal(oneOf(`curl ${url}/Users -H User-Agent:`).userAgent, undefined)
  })

  t.test('may stand among others', async (t) => {
    const text = `curl ${url}/Users 2>/dev/null | jq . > out.json # and then
      echo done; curl --max-time 5 -o /dev/null ${url}/Groups && curl ${url}/Schemas`
    t.same(
      requestsOf(text).map(({ title }) => title),
      ['GET /Users', 'GET /Groups', 'GET /Schemas'],
    )
  })

  t.test('that cannot be understood is refused in a sentence', async (t) => {
    t.match(faultOf(`curl ${url}/Users -d @user.json`), /^-d @user\.json names a file, and files/)
    t.match(faultOf(`curl ${url}/Users --data-urlencode filter@f`), /names a file/)
    t.equal(oneOf(`curl ${url}/Users --data-raw @user.json`).body, '@user.json')
    t.match(faultOf(`curl ${url}/Users -F a=b`), /^-F is not supported/)
    t.match(faultOf(`curl ${url}/Users -d '{"a": 1`), /not closed\.$/)
    t.match(faultOf(`curl ${url}/Users -d "{`), /not closed\.$/)
    t.match(faultOf(`curl ${url}/Users -d $'{`), /not closed\.$/)
    t.match(faultOf('curl -s'), /has no URL\.$/)
    t.match(faultOf(`curl ${url}/Users -d`), /^-d of the curl command needs a value/)
    t.match(faultOf(`curl ${url}/Users?filter=userName eq "x"`), /several URLs: .* and eq and x\./)
    t.match(
      faultOf('curl https://example.com/Users'),
      /does not contain \/scim\/v2\. Every SCIM endpoint/,
    )

    const long = faultOf(`curl ${url}/Users ${'-H a:b '.repeat(130_000)}`)
    t.equal(long, 'A curl command can have up to 1000 words.', 'and not for minutes')
    t.match(faultOf(`curl ${url}/Users;`.repeat(1_001)), /^A text can have up to 1000 commands/)
  })
})

t.test('the curl commands of the documentation are understood', async (t) => {
  const readme = readFileSync(new URL('../../../docs/getting-started.md', import.meta.url), 'utf8')
  const session = readme.slice(readme.indexOf('$ curl'))
  const requests = requestsOf(session.slice(0, session.indexOf('```')))
  t.ok(requests.length >= 5)
  for (const request of requests) {
    t.match(request.path, /^\/(Users|Groups)/)
    if (request.method === 'GET') t.match(request.query, /^filter=/)
    else t.equal(typeof JSON.parse(bodyText(request)), 'object')
  }
  t.same(new Set(requests.map(({ method }) => method)), new Set(['POST', 'PATCH', 'GET']))
})
