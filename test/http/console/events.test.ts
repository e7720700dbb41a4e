import t from 'tap'
import { has, hasNot, signedIn, visitorOf } from '../../helpers/console.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const { adminUrl: url, identityStoreId: id, scim, endpoint, tenantId } = server
const visitor = await signedIn(url, server.adminToken ?? '')
const list = `/stores/${id}/events`

const user = (name: string, more: object = {}) => ({
  userName: name,
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: name,
  emails: [{ value: `${name}@example.com`, primary: true, type: 'work' }],
  ...more,
})
/** The request ids of the rows of a page, in order. */
const rowsOf = (text: string) =>
  Array.from(text.matchAll(/data-request-id="([^"]+)"/g), ([, requestId = '']) => requestId)
const sent = async (method: string, path: string, body?: unknown) => {
  const { headers } = await scim(method, path, body)
  return headers.get('x-amzn-requestid') ?? ''
}

t.test('an empty list shows requests to unknown tenants', async (t) => {
  const wrong = '00000000000-1111-2222-3333-444444444444'
  const before = await visitor.get(list)
  has(t, before.text, 'This identity store has not received a request yet.')
  has(t, before.text, 'No requests to unknown tenants either.')
  has(t, before.text, endpoint)
  await fetch(`${endpoint.replace(tenantId, wrong)}/Users`, {
    headers: { authorization: 'Bearer x' },
  })
  const { text } = await visitor.get(list)
  has(t, text, `GET /${wrong}/scim/v2/Users`)
  has(t, text, 'data-stream="/events/stream?store=none&amp;after=')
  t.ok(text.indexOf('Requests to unknown tenants') < text.indexOf('No requests yet.'))

  const [stray = ''] = rowsOf(text)
  t.equal((await visitor.get(`${list}/${stray}`)).status, 404, 'it is not an event of this store')
  const page = await visitor.get(`/events/${stray}`)
  t.equal(page.status, 200)
  has(t, page.text, 'Available SCIM endpoints')
  has(t, page.text, endpoint)
  has(t, page.text, 'Request refused')
  hasNot(t, page.text, 'Explain again', 'no store can explain it')
  const none = await visitor.get('/events?store=none')
  t.same(rowsOf(none.text), [stray])
})

let [accepted, refused, listed] = ['', '', '']

t.test('a list shows each request, newest first, and why it was refused', async (t) => {
  accepted = await sent('POST', '/Users', user('jane'))
  refused = await sent('POST', '/Users', user('jo\u200be'))
  listed = await sent('GET', '/Groups?filter=displayName%20eq%20%22staff%22')
  const { text } = await visitor.get(list)
  t.same(rowsOf(text), [listed, refused, accepted])
  has(t, text, '<code class="rule-id">attribute-pattern</code>')
  has(t, text, 'staff')
  hasNot(t, text, 'This identity store has not received a request yet.')
  has(t, text, '/events?store=none', 'a hint about recent requests to unknown tenants')
})

t.test('filters', async (t) => {
  for (const [query, wanted] of [
    ['failed=true', [refused]],
    ['operation=listgroups', [listed]],
    ['status=201', [accepted]],
    ['rule=attribute-pattern', [refused]],
    ['name=JANE', [accepted]],
    ['origin=manual', []],
    ['origin=scim&failed=true', [refused]],
    ['since=1h', [listed, refused, accepted]],
    ['until=1h', []],
    [`requestId=${accepted.toUpperCase()}`, [accepted]],
    ['status=&rule=+&name=', [listed, refused, accepted]],
    ['store=none', [listed, refused, accepted]],
  ] as const) {
    const { status, text } = await visitor.get(`${list}?${query}`)
    t.equal(status, 200)
    t.same(rowsOf(text), wanted, query)
  }
  const { text } = await visitor.get(
    `${list}?rule=attribute-pattern&status=400&operation=CreateUser`,
  )
  has(t, text, 'name="rule" value="attribute-pattern"')
  has(t, text, 'name="status" value="400"')
  has(t, text, /<option value="CreateUser" selected>/)
  has(t, text, /<details class="filter-box" open>/)
  t.match(
    text,
    /data-stream="[^"]+\?operation=CreateUser&amp;status=400&amp;rule=attribute-pattern&amp;after=/,
  )

  await t.test('that are invalid are explained, and stay in the form', async (t) => {
    for (const [query, sentence] of [
      ['rule=no-such', 'There is no rule no-such'],
      ['status=x', 'three digits'],
      ['since=yesterday', 'since is a moment'],
      ['origin=x', 'origin is one of'],
    ] as const) {
      const page = await visitor.get(`${list}?${query}`)
      t.equal(page.status, 200)
      has(t, page.text, sentence)
      t.same(rowsOf(page.text), [])
    }
    const hostile = '"><script>alert(1)</script>'
    const page = await visitor.get(
      `${list}?${new URLSearchParams({ rule: hostile, name: hostile })}`,
    )
    hasNot(t, page.text, '<script>alert')
    has(t, page.text, 'value="&quot;>&lt;script>')
    t.equal(
      (await visitor.get(`${list}?store=d-0000000000`)).status,
      200,
      'the filter by store is ignored',
    )
    t.equal((await visitor.get('/events?store=d-0000000000')).status, 404)
  })
})

t.test('the events of all stores have a list', async (t) => {
  const { text } = await visitor.get('/events')
  t.equal(rowsOf(text).length, 4)
  has(t, text, `href="/events/${accepted}"`)
  t.same(rowsOf((await visitor.get(`/events?store=${id}`)).text), [listed, refused, accepted])
  const one = await visitor.get(`/events/${accepted}`)
  has(t, one.text, `href="/stores/${id}/events/${accepted}"`)
})

t.test('a long list has pages', async (t) => {
  const ids: string[] = []
  for (let n = 0; n < 60; n += 1) ids.unshift(await sent('GET', '/Users?count=1'))
  const first = await visitor.get(`${list}?operation=ListUsers`)
  t.same(rowsOf(first.text), ids.slice(0, 50))
  const older = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await visitor.get(older)
  t.same(rowsOf(second.text), ids.slice(50))
  hasNot(t, second.text, 'rel="next"')
  hasNot(t, second.text, 'data-stream', 'new events do not belong to it')
  has(t, second.text, 'Newest')
  t.same(rowsOf((await visitor.get(`${list}?cursor=nonsense`)).text), [])
})

t.test('one event', async (t) => {
  t.test('shows what is wrong, where, and what to do', async (t) => {
    const { text, status } = await visitor.get(`${list}/${refused}`)
    t.equal(status, 200)
    has(t, text, 'CreateUser refused')
    has(t, text, '400 Bad Request, ValidationException')
    has(t, text, 'U+200B ZERO WIDTH SPACE at position 2')
    t.match(
      text,
      /<mark class="character"[^>]*><span class="invisible-character">&lt;U\+200B><\/span>/,
    )
    has(t, text, 'What to do:')
    has(t, text, '(documented)')
    has(t, text, 'https://docs.aws.amazon.com/')
    has(t, text, '&quot;eventSource&quot;: &quot;identitystore-scim.amazonaws.com&quot;')
    has(t, text, '\\u00a0', 'invisible characters are escaped in the CloudTrail event')
    has(t, text, 'Bearer $TOKEN')
    has(t, text, 'Other events of this user')
  })

  t.test('is explained again without a rule, and nothing is changed', async (t) => {
    const without = (...rules: string[]) =>
      visitor.get(
        `${list}/${refused}?${new URLSearchParams(rules.map((rule) => ['without', rule]))}`,
      )
    const again = await without('attribute-pattern')
    has(
      t,
      again.text,
      /sent now with <code>attribute-pattern<\/code> turned off, it would be accepted/,
    )
    has(t, again.text, '201 Created')
    has(t, (await without('body-json')).text, 'cannot be switched')
    has(t, (await without('<b>')).text, 'There is no rule &lt;b>')
    t.same(rowsOf((await visitor.get(`${list}?name=jo%E2%80%8Be`)).text), [refused])
    const other = await visitor.get(`${list}/${accepted}?without=attribute-pattern`)
    has(t, other.text, 'it would still be refused', 'jane exists now')
    has(t, other.text, 'name="without" value="attribute-pattern"')
  })

  t.test('with a body that is invalid JSON, invalid UTF-8, or truncated', async (t) => {
    const broken = await visitor.get(
      `${list}/${await sent('POST', '/Users', '{"userName": "x", }')}`,
    )
    has(t, broken.text, /<mark class="malformed"[^>]*>}<\/mark>/)
    has(t, broken.text, 'The position of the error is highlighted.')

    const raw = await fetch(`${endpoint}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}` },
      body: Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x22]),
    })
    const bytes = await visitor.get(`${list}/${raw.headers.get('x-amzn-requestid')}`)
    has(t, bytes.text, '&lt;0xFF>')
    has(t, bytes.text, '&lt;U+0000>')
    has(t, bytes.text, 'base64 --decode')

    const long = await sent('POST', '/Groups', { displayName: 'x'.repeat(70_000) })
    const cut = await visitor.get(`${list}/${long}?without=name-length`)
    has(t, cut.text, 'Only the beginning of the body was stored. It had 70,018 bytes.')
    has(t, cut.text, 'because only part of the body was stored')
    has(t, cut.text, 'cannot be judged again')
    hasNot(t, cut.text, 'mark class="malformed"')

    await server.configure({ events: { bodyBytes: 1_048_576 } })
    const longest = await sent('POST', '/Users', { userName: '<\u200b'.repeat(200_000) })
    const whole = await visitor.get(`${list}/${longest}`)
    has(t, whole.text, 'This page shows the first 60,000 characters.')
    has(t, whole.text, 'because it would be too long to copy')
    t.ok(whole.text.length < 2_500_000, `${whole.text.length} characters`)
    await server.configure({})
  })

  t.test('is escaped', async (t) => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e\u0000'
    const response = await fetch(`${endpoint}/Users?x=<script>alert(1)</script>`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.token}`,
        'user-agent': '<script>alert(1)</script>',
      },
      body: JSON.stringify({ ...user(hostile), '<script>alert(1)</script>': { '\u202e': 1 } }),
    })
    const requestId = response.headers.get('x-amzn-requestid') ?? ''
    for (const page of [`${list}/${requestId}`, list, '/events', `/events/${requestId}`]) {
      const { text, status } = await visitor.get(page)
      t.equal(status, 200)
      t.ok(rowsOf(text).includes(requestId) || page.endsWith(requestId))
      hasNot(t, text, /<script>alert|<img|\u202e|\0/)
    }
  })

  t.test('that does not exist is 404', async (t) => {
    t.equal((await visitor.get(`${list}/00000000-0000-0000-0000-000000000000`)).status, 404)
    t.equal((await visitor.get(`${list}/%22%3E`)).status, 404)
    t.equal((await visitor.get('/events/x')).status, 404)
    t.equal((await visitor.get(`/stores/d-0000000000/events/${accepted}`)).status, 404)
  })
})

t.test('the stream of a list', async (t) => {
  const open = async (path: string, headers: Record<string, string> = {}, who = visitor) => {
    const disconnect = new AbortController()
    t.teardown(() => disconnect.abort())
    const cookie = Array.from(who.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${url}${path}`, {
      headers: { cookie, ...headers },
      redirect: 'manual',
      signal: disconnect.signal,
    })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let read = ''
    const until = async (wanted: string) => {
      while (!read.includes(wanted)) {
        const { value, done } = (await reader?.read()) ?? { done: true }
        if (done) break
        read += value
      }
      return read
    }
    return { answer, until }
  }

  t.test('sends the rows of the page', async (t) => {
    const page = await visitor.get(`${list}?failed=true`)
    const stream = /data-stream="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    await sent('GET', '/Users?count=1')
    const requestId = await sent('POST', '/Groups', { displayName: '<script>\u202e' })
    const { answer, until } = await open(stream)
    t.match(answer.headers.get('content-type'), 'text/event-stream')
    t.match(answer.headers.get('content-security-policy'), "default-src 'none'")
    const text = await until(requestId)
    const data = text.split('\n').filter((line) => line.startsWith('data: '))
    t.equal(data.length, 1, 'the accepted request does not match the filter')
    const row = JSON.parse(data[0]?.slice(6) ?? '')
    t.match(row, `href="${list}/${requestId}"`)
    t.match(row, '&lt;script>')
    t.notMatch(row, /<script>|\u202e/)
    const position = /^id: (.+)$/m.exec(text)?.[1] ?? ''
    const later = await sent('POST', '/Groups', { displayName: '' })
    const resumed = await open(stream, { 'last-event-id': position })
    t.match(await resumed.until(later), later)
  })

  t.test('requires a session, and ends with it', async (t) => {
    const { answer } = await open(`${list}/stream`, {}, visitorOf(url))
    t.equal(answer.status, 303)
    const bearer = { authorization: `Bearer ${server.adminToken}` }
    t.equal((await open(`${list}/stream`, bearer, visitorOf(url))).answer.status, 303)
    const other = await signedIn(url, server.adminToken ?? '')
    const stream = await open(`${list}/stream`, {}, other)
    await stream.until('id: ')
    await other.post('/sign-out')
    const after = await sent('GET', '/Users?count=1')
    t.notMatch(await stream.until(after), after, 'it has ended')
  })

  t.test('of an unknown store or with invalid filters is rejected', async (t) => {
    t.equal((await open('/stores/d-0000000000/events/stream')).answer.status, 404)
    t.equal((await open(`${list}/stream?rule=x`)).answer.status, 400)
    t.equal((await open('/events/stream?store=d-0000000000')).answer.status, 404)
  })
})
