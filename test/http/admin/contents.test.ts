import { request } from 'node:http'
import t from 'tap'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'
import { withoutChecksum, withoutOrigin } from '../../helpers/snapshots.ts'

const server = await startTestServer(t)
const { scim, identityStoreId, adminUrl, adminToken } = server
const at = `${adminUrl}/api/v1/identity-stores/${identityStoreId}`
const headers = { authorization: `Bearer ${adminToken}` }

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${at}${path}`, {
    ...init,
    headers: { ...headers, ...init.headers },
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { response, status: response.status, type, text }
}
const detailOf = ({ text, type }: Awaited<ReturnType<typeof ask>>): string => {
  t.match(type, /^application\/problem\+json/)
  return JSON.parse(text).detail
}
const put = (body: string, more: Record<string, string> = {}) =>
  ask('/snapshot', {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/x-ndjson', ...more },
  })

const person = (userName: string) => ({
  userName,
  displayName: userName,
  name: { givenName: 'A', familyName: 'B' },
  emails: [{ value: userName, primary: true }],
  externalId: `x-${userName}`,
})

t.before(async () => {
  const users = []
  for (const name of ['ada@example.com', 'grace@example.com']) {
    users.push((await scim('POST', '/Users', person(name))).json.id)
  }
  const members = users.map((value) => ({ value }))
  await scim('POST', '/Groups', { displayName: 'Engineers', members })
})

t.test('a snapshot over HTTP', async (t) => {
  const taken = await ask('/snapshot')
  await t.test('is a file of lines with a Content-Length', async (t) => {
    t.equal(taken.status, 200)
    t.equal(taken.type, 'application/x-ndjson')
    t.equal(
      taken.response.headers.get('content-disposition'),
      `attachment; filename="${identityStoreId}.ndjson"`,
    )
    t.equal(Number(taken.response.headers.get('content-length')), Buffer.byteLength(taken.text))
    t.equal(taken.text.trimEnd().split('\n').length, 1 + 2 + 1 + 2 + 1)
    t.notMatch(taken.text, server.token)
    t.equal((await ask('/snapshot', { method: 'HEAD' })).status, 404)
  })

  await t.test('is restored completely after any changes', async (t) => {
    const before = await scim('GET', '/Users')
    t.equal((await scim('POST', '/Users', person('eve@example.com'))).status, 201)
    await scim('DELETE', `/Users/${before.json.Resources[0].id}`)
    await server.configure({ throttling: true })
    const restored = await put(taken.text)
    t.same(
      [restored.status, JSON.parse(restored.text)],
      [200, { users: 2, groups: 1, memberships: 2 }],
    )
    t.same((await scim('GET', '/Users')).json, before.json)
    t.equal(withoutOrigin((await ask('/snapshot')).text), withoutOrigin(taken.text))
    t.equal((await scim('POST', '/Users', person('ADA@example.com'))).status, 409)
    t.equal((await ask('/settings')).text, '{}')
  })

  await t.test('is accepted with any media type or none', async (t) => {
    for (const type of ['application/json', 'text/plain', 'application/octet-stream', 'a/b']) {
      t.equal((await put(taken.text, { 'content-type': type })).status, 200, type)
    }
    const status = await new Promise((resolve) => {
      const sent = request(`${at}/snapshot`, { method: 'PUT', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.end(taken.text)
    })
    t.equal(status, 200)
  })

  await t.test('that is invalid is rejected with the line, and changes nothing', async (t) => {
    const cases: readonly [body: string, sentence: RegExp][] = [
      ['', /^Line 1: the file is empty\.$/],
      ['{"Users":[]}', /^Line 1: The file is not a snapshot/],
      [taken.text.slice(0, -300), /^Line \d: The file ends within this line\.$/],
      [taken.text.replace('grace', 'GRACE'), /^Line 7: its checksum does not fit/],
      [withoutChecksum(taken.text.replaceAll('grace', 'ada')), /^Line 3: line 2 has the userName/],
    ]
    for (const [body, sentence] of cases) {
      const answer = await put(body)
      t.equal(answer.status, 400)
      t.match(detailOf(answer), sentence)
    }
    t.equal(withoutOrigin((await ask('/snapshot')).text), withoutOrigin(taken.text))
  })

  await t.test('changes nothing if the client disconnects', async (t) => {
    const sent = request(`${at}/snapshot`, { method: 'PUT', headers })
    sent.on('error', () => {})
    sent.write(taken.text.slice(0, 400))
    await new Promise((resolve) => setTimeout(resolve, 100))
    sent.destroy()
    t.equal(withoutOrigin((await ask('/snapshot')).text), withoutOrigin(taken.text))
  })

  await t.test(
    'does not delay other requests if the client disconnects or reads nothing',
    async (t) => {
      for (let n = 0; n < 3; n += 1) {
        const stopped = new AbortController()
        const response = await fetch(`${at}/snapshot`, { headers, signal: stopped.signal })
        t.equal(response.status, 200)
        t.equal((await scim('GET', '/Users')).status, 200)
        stopped.abort()
      }
    },
  )

  await t.test('of an unknown store is 404', async (t) => {
    const other = at.replace(identityStoreId, 'd-0000000000')
    for (const [method, path] of [
      ['GET', 'snapshot'],
      ['PUT', 'snapshot'],
      ['POST', 'reset'],
    ] as const) {
      const body = method === 'PUT' ? { body: taken.text } : {}
      const response = await fetch(`${other}/${path}`, { method, headers, ...body })
      t.equal(response.status, 404)
      expectParts(t, (await response.json()) as object, {
        detail: /^There is no identity store with this id/,
      })
    }
  })
})

t.test('a reset over HTTP', async (t) => {
  await server.configure({ asOf: '2024-04-05' })
  const keep = await ask('/tokens')
  t.not(JSON.parse((await ask('/events')).text).items.length, 0)
  const answer = await ask('/reset', { method: 'POST' })
  t.same([answer.status, answer.text], [204, ''])
  t.same(JSON.parse((await ask('/events')).text).items, [])
  for (const path of ['/Users', '/Groups']) {
    t.equal((await scim('GET', path)).json.totalResults, 0)
  }
  expectParts(t, JSON.parse((await ask('/snapshot')).text.split('\n')[0] ?? ''), {
    counts: { users: 0, groups: 0, memberships: 0 },
  })
  const ids = (text: string) => JSON.parse(text).items.map(({ id }: { id: string }) => id)
  t.same(ids((await ask('/tokens')).text), ids(keep.text), 'tokens stay')
  t.same(JSON.parse((await ask('/settings')).text), { asOf: '2024-04-05' }, 'settings stay')
  t.equal(
    (await scim('POST', '/Users', person('ada@example.com'))).status,
    201,
    'names can be used again',
  )

  const body = { body: '{}', headers: { 'content-type': 'application/json' } }
  t.equal((await ask('/reset', { method: 'POST', ...body })).status, 204)
  t.equal((await ask('/reset', { method: 'POST', ...body, body: '{"all":true}' })).status, 400)
})

t.test('writes during a restore do not corrupt the store', async (t) => {
  await ask('/reset', { method: 'POST' })
  const users: string[] = []
  for (let n = 0; n < 30; n += 1) {
    users.push((await scim('POST', '/Users', person(`user-${n}@example.com`))).json.id)
  }
  const group = (await scim('POST', '/Groups', { displayName: 'All' })).json.id
  const { text } = await ask('/snapshot')
  const statuses = new Map<number, number>()
  let isOver = false
  const writer = async (seed: number) => {
    for (let n = seed; !isOver; n += 7) {
      const user = users[n % users.length]
      const value = [{ value: user }]
      const answers = [
        scim('PATCH', `/Groups/${group}`, { Operations: [{ op: 'add', path: 'members', value }] }),
        scim('POST', '/Users', person(`other-${n % 40}@example.com`)),
        scim('DELETE', `/Users/${user}`),
      ]
      for (const { status } of await Promise.all(answers)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
  }
  const writers = [0, 1, 2].map(writer)
  for (let n = 0; n < 5; n += 1) {
    const { status } = await put(text)
    t.ok([200, 409].includes(status), `${status}`)
  }
  isOver = true
  await Promise.all(writers)
  t.notOk(statuses.has(500), JSON.stringify([...statuses]))
  t.equal((await put(text)).status, 200)
  t.equal(withoutOrigin((await ask('/snapshot')).text), withoutOrigin(text))
})
