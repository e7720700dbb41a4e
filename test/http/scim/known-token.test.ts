import t from 'tap'
import { expectParts } from '../../helpers/expect-parts.ts'
import { startTestServer } from '../../helpers/server.ts'

const ada = {
  userName: 'ada',
  displayName: 'Ada Lovelace',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
}

t.test('a cached token', async (t) => {
  const center = await startTestServer(t, { allowClock: true })
  const { scim, identityStoreId, adminUrl, adminToken, configure } = center
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into freely
  const admin = async (method: string, path: string): Promise<any> => {
    const url = `${adminUrl}/api/v1/identity-stores/${identityStoreId}${path}`
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${adminToken}` },
    })
    return response.status === 204 ? undefined : response.json()
  }
  const { id } = (await scim('POST', '/Users', ada)).json
  const { id: groupId } = (await scim('POST', '/Groups', { displayName: 'Engineers' })).json

  await t.test('is refreshed when the settings of its store change', async (t) => {
    const colon = { ...ada, userName: 'eve', displayName: 'Eve: Engineer' }
    t.equal((await scim('POST', '/Users', colon)).status, 400)
    await configure({ rules: { 'attribute-forbidden-characters': 'off' } })
    t.equal((await scim('POST', '/Users', colon)).status, 201)
    await configure({ asOf: '2024-04-05' })
    expectParts(t, (await scim('GET', '/Users?cursor')).json, { totalResults: 2 }, 'an older epoch')
    await configure({})
    t.notOk('totalResults' in (await scim('GET', '/Users?cursor')).json)
  })

  await t.test('counts each request once, even the first after a change', async (t) => {
    const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
    await center.setClock({ frozenAt: now.toISOString() })
    await configure({ throttling: '2021' })
    await scim('GET', '/Users') // looks the token up, so that it is cached
    await configure({ throttling: '2021', asOf: '2021-08-01' })
    const statuses: number[] = []
    for (let sent = 0; sent < 20; sent += 1) statuses.push((await scim('GET', '/Users')).status)
    t.same(
      statuses,
      [...Array<number>(19).fill(200), 429],
      'with the one before, 20 in this second',
    )
    await center.setClock({})
    await configure({})
  })

  await t.test('is rejected by every operation once it is deleted', async (t) => {
    const requests: readonly (readonly [string, string, unknown?])[] = [
      ['GET', `/Users/${id}`],
      ['GET', '/Users/unknown'],
      ['GET', '/Users'],
      ['GET', '/Users?filter=userName%20eq%20%22unknown%22'],
      ['GET', '/Users?filter=nonsense'],
      ['GET', '/Schemas'],
      ['GET', '/Schemas/nonsense'],
      ['GET', '/Nowhere'],
      ['PUT', `/Groups/${groupId}`, {}],
      ['POST', '/Users', { ...ada, userName: 'new' }],
      ['POST', '/Users', ada],
      ['POST', '/Users', '{'],
      ['POST', '/Users', 'x'.repeat(9 * 1_048_576)],
      ['PUT', `/Users/${id}`, { ...ada, id }],
      ['PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'active', value: false }] }],
      [
        'PATCH',
        `/Groups/${groupId}`,
        { Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] },
      ],
      ['DELETE', `/Users/${id}`],
      ['DELETE', `/Groups/${groupId}`],
    ]
    const [token] = (await admin('GET', '/tokens')).items
    const made = await admin('POST', '/tokens')
    t.equal((await scim('GET', '/Users')).status, 200, 'it is cached')
    await admin('DELETE', `/tokens/${token.id}`)
    for (const [method, path, body] of requests) {
      const { status } = await scim(method, path, body)
      t.equal(status, 401, `${method} ${path}`)
    }
    const events = (await admin('GET', '/events?status=401&limit=100')).items
    t.equal(events.length, requests.length)
    t.ok(
      events.every(({ tokenId }: { tokenId: unknown }) => tokenId === null),
      'no event names the deleted token',
    )

    const other = (method: string, path: string) =>
      fetch(`${center.endpoint}${path}`, {
        method,
        headers: { authorization: `Bearer ${made.accessToken}` },
      })
    t.equal((await other('GET', `/Users/${id}`)).status, 200, 'nothing was deleted')
    t.equal((await other('GET', `/Groups/${groupId}`)).status, 200)
    expectParts(
      t,
      await (await other('GET', '/Users')).json(),
      { totalResults: 2 },
      'nothing was created',
    )
  })
})
