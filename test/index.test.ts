import t from 'tap'
import { type IdentityCenter, startIdentityCenter } from '../src/index.ts'
import { temporaryFolder } from './helpers/program.ts'

const scim = ({ endpoint, token }: IdentityCenter, path: string, body?: unknown) =>
  fetch(`${endpoint}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })

const totalOf = async (center: IdentityCenter, path: string) => {
  const list = (await (await scim(center, path)).json()) as { totalResults: number }
  return list.totalResults
}

const user = {
  userName: 'ann@example.com',
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
}

t.test('startIdentityCenter', async (t) => {
  await t.test('starts a server whose users and groups can be deleted', async (t) => {
    const center = await startIdentityCenter()
    t.teardown(() => center.close())
    t.match(center.identityStoreId, /^d-[0-9a-f]{10}$/)
    t.ok(center.endpoint.endsWith(`/${center.tenantId}/scim/v2`))

    t.equal((await scim(center, '/Users', user)).status, 201)
    t.equal((await scim(center, '/Users', user)).status, 409)
    t.equal((await scim(center, '/Groups', { displayName: 'Developers' })).status, 201)
    await center.reset()
    t.equal(await totalOf(center, '/Users'), 0)
    t.equal(await totalOf(center, '/Groups'), 0)
    t.equal((await scim(center, '/Users', user)).status, 201)

    const stores = await fetch(`${center.adminUrl}/api/v1/identity-stores`, {
      headers: { authorization: `Bearer ${center.adminToken}` },
    })
    t.equal(stores.status, 200)
  })

  await t.test('takes settings at the start and while it runs', async (t) => {
    const settings = { rules: { 'attribute-forbidden-characters': 'off' } } as const
    const center = await startIdentityCenter({ settings })
    t.teardown(() => center.close())
    const invalid = { ...user, displayName: 'Ann <Example>' }
    t.equal((await scim(center, '/Users', invalid)).status, 201)
    await center.reset()
    await center.configure({})
    t.equal((await scim(center, '/Users', invalid)).status, 400)
    await t.rejects(center.configure({ asOf: 'yesterday' }), { name: 'AdministrationError' })
  })

  await t.test('keeps users in a directory, and returns a valid token at each start', async (t) => {
    const dataDir = temporaryFolder(t)
    const tokens = new Set<string>()
    for (const start of [1, 2, 3, 4]) {
      const center = await startIdentityCenter({ dataDir })
      tokens.add(center.token)
      if (start === 1) await scim(center, '/Users', user)
      t.equal(await totalOf(center, '/Users'), 1)
      await center.close()
    }
    t.equal(tokens.size, 4)
  })

  await t.test('rejects invalid options, and leaves nothing running', async (t) => {
    await t.rejects(startIdentityCenter({ asOf: 'yesterday' }), { name: 'WrongUsage' })
    const settings = { rules: { nothing: 'off' } } as const
    await t.rejects(startIdentityCenter({ settings }), { name: 'AdministrationError' })
  })

  await t.test('frees its ports when it is closed', async (t) => {
    const center = await startIdentityCenter()
    await center.close()
    await t.rejects(scim(center, '/Users'), { name: 'TypeError' })
    const { port } = new URL(center.endpoint)
    const next = await startIdentityCenter({ port: Number(port) })
    t.equal(new URL(next.endpoint).port, port)
    await next.close()
  })
})
