import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { serveProgram, temporaryFolder } from '../helpers/program.ts'

const scim = (endpoint: string | null, token: string | null, path: string, body?: unknown) =>
  fetch(`${endpoint}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })

t.test('identities from the environment', async (t) => {
  const environment = {
    SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
    SCIM_ACCESS_TOKEN: 'the-access-token',
    SCIM_ADMIN_TOKEN: 'the-admin-token',
  }
  const dataDir = join(temporaryFolder(t), 'data')

  await t.test('are used, and printed', async (t) => {
    const args = ['--data-dir', dataDir, '--public-url', 'https://scim.example.com/']
    const { ready, stop } = await serveProgram(t, args, environment)
    t.equal(ready.scimEndpoint, `https://scim.example.com/${environment.SCIM_TENANT_ID}/scim/v2`)
    t.equal(ready.accessToken, 'the-access-token')
    t.equal(ready.adminToken, 'the-admin-token')
    const stores = await fetch(`${ready.adminUrl}/api/v1/identity-stores`, {
      headers: { authorization: 'Bearer the-admin-token' },
    })
    t.equal(stores.status, 200)
    await stop()
    t.notOk(
      readdirSync(dataDir).includes('admin-token'),
      'a token from the environment is not stored',
    )
  })

  await t.test('have no effect at a later start', async (t) => {
    const other = { ...environment, SCIM_ACCESS_TOKEN: 'another-access-token' }
    const { ready, stop } = await serveProgram(t, ['--data-dir', dataDir], other)
    t.equal(ready.tenantId, environment.SCIM_TENANT_ID)
    t.equal(ready.accessToken, null)
    t.equal((await scim(ready.scimEndpoint, 'another-access-token', '/Users')).status, 401)
    t.equal((await scim(ready.scimEndpoint, 'the-access-token', '/Users')).status, 200)
    await stop()
  })
})
