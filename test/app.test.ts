import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { runProgram, serveProgram, temporaryFolder } from './helpers/program.ts'

const user = (userName: string) => ({
  userName,
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
})

const scim = (endpoint: string | null, token: string | null, path: string, body?: unknown) =>
  fetch(`${endpoint}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

t.test('a server on a new data directory', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const first = await serveProgram(t, ['--data-dir', dataDir, '--log-level', 'trace'])
  const { ready } = first
  const token = ready.accessToken ?? ''

  await t.test('prints the endpoint and the token once', async (t) => {
    const { stdout } = first.output
    t.ok(stdout.includes('Inbound automatic provisioning'))
    t.ok(stdout.includes(`SCIM endpoint   ${ready.scimEndpoint}\n`))
    t.equal(stdout.split(token).length, 2)
    t.ok(stdout.includes(`Admin address   ${ready.adminUrl}\n`))
    t.ok(stdout.includes(`Admin token     ${ready.adminToken}\n`))
    t.ok(stdout.includes(`Access key id   ${ready.awsAccessKeyId}\n`))
    t.ok(stdout.includes(`Secret key      ${ready.awsSecretAccessKey}\n`))
    t.match(ready.scimEndpoint, /^http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9-]{36,39}\/scim\/v2$/)
  })

  await t.test('answers at that endpoint with that token', async (t) => {
    t.equal((await scim(ready.scimEndpoint, token, '/Users', user('ann@example.com'))).status, 201)
    t.equal((await scim(ready.scimEndpoint, 'wrong', '/Users')).status, 401)
  })

  await t.test('stores files for its owner only, and only hashes of tokens', async (t) => {
    t.equal(statSync(dataDir).mode & 0o777, 0o700)
    for (const name of ['admin-token', 'server-key', 'server.json']) {
      t.equal(statSync(join(dataDir, name)).mode & 0o777, 0o600)
    }
    for (const secret of [token, ready.awsSecretAccessKey ?? '']) {
      const holders = filesBelow(dataDir).filter((file) => readFileSync(file).includes(secret))
      t.same(holders, [])
    }
  })

  await t.test('is the only server on its data directory', async (t) => {
    const ended = await runProgram(['--data-dir', dataDir, '--port', '0', '--admin-port', '0'])
    t.equal(ended.code, 1)
    t.match(ended.stderr, /^The data directory .* is in use by another identity-center-scim.*\.\n$/)
  })

  await t.test('logs no tokens and no personal data', async (t) => {
    await scim(ready.scimEndpoint, token, '/Users?filter=userName%20eq%20%22ann@example.com%22')
    await fetch(`${ready.adminUrl}/api/v1/identity-stores?token=${ready.adminToken}`, {
      headers: { authorization: `Bearer ${ready.adminToken}` },
    })
    const { stderr } = first.output
    t.ok(stderr.includes('"level":'))
    for (const secret of [
      token,
      ready.adminToken ?? '',
      ready.awsSecretAccessKey ?? '',
      'ann@example',
      'Ann',
      'Bearer',
    ]) {
      t.notOk(stderr.includes(secret), secret.slice(0, 10))
    }
  })

  await t.test('loses no data when it is killed, and prints no token later', async (t) => {
    first.kill('SIGKILL')
    await first.ended
    const second = await serveProgram(t, ['--data-dir', dataDir, '--json'])
    t.same(second.ready, {
      ...second.ready,
      accessToken: null,
      awsAccessKeyId: null,
      awsSecretAccessKey: null,
      tenantId: ready.tenantId,
    })
    t.equal(second.ready.identityStoreId, ready.identityStoreId)
    t.equal(second.ready.adminToken, ready.adminToken)

    const found = await scim(second.ready.scimEndpoint, token, '/Users')
    t.equal(found.status, 200)
    const { Resources } = (await found.json()) as { Resources: readonly { userName: string }[] }
    t.same(
      Resources.map(({ userName }) => userName),
      ['ann@example.com'],
    )

    const ended = await second.stop()
    t.same([ended.code, ended.signal], [0, null])
    t.same(JSON.parse(ended.stdout), second.ready)
    t.equal(ended.stdout.trimEnd().split('\n').length, 1)
    t.notOk(readdirSync(dataDir).includes('server.json'))
  })

  await t.test('prints at a later start that the token is shown only once', async (t) => {
    const third = await serveProgram(t, ['--data-dir', dataDir])
    t.match(third.output.stdout, /Access token +shown only when created/)
    t.notOk(third.output.stdout.includes(token))
    t.notOk(third.output.stdout.includes('Copy the access token and'))
    t.equal((await third.stop()).code, 0)
  })
})
