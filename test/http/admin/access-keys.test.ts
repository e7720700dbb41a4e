import t from 'tap'
import { startTestServer } from '../../helpers/server.ts'

t.test('access keys over HTTP', async (t) => {
  const center = await startTestServer(t)
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${center.adminUrl}/api/v1/identity-stores${path}`, {
      method,
      headers: {
        authorization: `Bearer ${center.adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type')
    return { status: response.status, type, json: text === '' ? undefined : JSON.parse(text) }
  }
  const keys = `/${center.identityStoreId}/access-keys`
  const other = (await ask('POST', '')).json.identityStoreId

  await t.test('are listed without their secrets', async (t) => {
    const { status, json } = await ask('GET', keys)
    t.equal(status, 200)
    t.same(json, {
      items: [
        {
          accessKeyId: center.accessKeyId,
          createdAt: json.items[0].createdAt,
          lastUsedAt: null,
        },
      ],
    })
    t.same((await ask('GET', `/${other}/access-keys`)).json, { items: [] })
  })

  await t.test('are created, and show their secret only once', async (t) => {
    const { status, json } = await ask('POST', keys)
    t.equal(status, 201)
    t.same(Object.keys(json), ['accessKeyId', 'createdAt', 'lastUsedAt', 'secretAccessKey'])
    t.match(json.secretAccessKey, /^[A-Za-z0-9+/]{40}$/)
    const { items } = (await ask('GET', keys)).json
    t.equal(items.length, 2)
    t.notOk(JSON.stringify(items).includes('secret'))
  })

  await t.test('are deleted only through their own store', async (t) => {
    const { accessKeyId } = (await ask('POST', keys)).json
    t.equal((await ask('DELETE', `/${other}/access-keys/${accessKeyId}`)).status, 404)
    t.equal((await ask('DELETE', `${keys}/${accessKeyId}`)).status, 204)
    t.equal((await ask('DELETE', `${keys}/${accessKeyId}`)).status, 404)
  })

  await t.test('are rejected with problem details', async (t) => {
    for (const [method, path, body, status] of [
      ['GET', '/d-0000000000/access-keys', undefined, 404],
      ['POST', '/d-0000000000/access-keys', undefined, 404],
      ['POST', '/x/access-keys', undefined, 404],
      ['DELETE', '/d-0000000000/access-keys/AKIA', undefined, 404],
      ['DELETE', `${keys}/%00`, undefined, 404],
      ['POST', keys, { any: 1 }, 400],
    ] as const) {
      const answer = await ask(method, path, body)
      t.equal(answer.status, status, `${method} ${path}`)
      t.match(answer.type, /^application\/problem\+json/)
      t.match(answer.json.detail, /\.$/)
    }
  })
})
