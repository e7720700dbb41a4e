import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { type RunningServer, startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { testDatabase } from '../helpers/database.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'

const start = async (
  t: Pick<Test, 'teardown'>,
  flags: Record<string, string>,
  environment: Record<string, string> = {},
) => {
  const config = readServeConfig({ port: '0', adminPort: '0', ...flags }, environment)
  const server = await startServer(config, {
    logger: pino({ level: 'silent' }),
    notice: () => {},
  })
  t.teardown(() => server.close())
  return server
}

const ask = async ({ ready }: RunningServer, token: string, path = '/rules', method = 'GET') => {
  const response = await fetch(`${ready.adminUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, json: JSON.parse(await response.text()) }
}
const rotate = (server: RunningServer, token: string) =>
  ask(server, token, '/admin-token/rotate', 'POST')

t.test('the admin token is rotated', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const file = join(dataDir, 'admin-token')
  const server = await start(t, { dataDir })
  const first = server.ready.adminToken ?? ''
  let second = ''

  await t.test(
    'over HTTP: the old token is refused at once, the file contains the new one',
    async (t) => {
      await server.dependencies.store.consoleSessions.insert({
        hash: Buffer.alloc(32),
        kind: 'session',
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + 60_000),
      })
      const { status, json } = await rotate(server, first)
      second = json.adminToken
      t.equal(status, 201)
      t.match(second, /^[\w-]{43}$/)
      t.equal((await ask(server, first)).status, 401)
      t.equal((await ask(server, second)).status, 200)
      t.equal(await readFile(file, 'utf8'), `${second}\n`)
      t.equal((await stat(file)).mode & 0o777, 0o600)
      const { consoleSessions } = server.dependencies.store
      t.notOk(await consoleSessions.isLive(Buffer.alloc(32), 'session', new Date()))
    },
  )

  await t.test('and ends the streams that it authenticated', async (t) => {
    const leaving = new AbortController()
    t.teardown(() => leaving.abort())
    const stream = await fetch(`${server.ready.adminUrl}/api/v1/events/stream`, {
      headers: { authorization: `Bearer ${second}` },
      signal: leaving.signal,
    })
    const streamEnd = stream.text().catch((error: Error) => error.name)
    const followed = command([
      ...['events', '--follow', '--data-dir', 'memory:'],
      ...['--admin-url', server.ready.adminUrl, '--admin-token', second],
    ])
    second = (await rotate(server, second)).json.adminToken
    t.equal(await streamEnd, 'TypeError')
    expectParts(t, await followed, { code: 1, error: /rejected the admin token/ })
  })

  await t.test('by a command, which finds the current token', async (t) => {
    const at = ['--data-dir', dataDir]
    const unasked = await command(['admin-token', 'rotate', ...at])
    expectParts(t, unasked, { code: 2, error: /^Not a terminal/ })
    const result = await command(['admin-token', 'rotate', '--yes', ...at])
    const third = result.out.trim()
    t.equal(result.code, 0)
    t.equal((await ask(server, second)).status, 401)
    t.equal((await ask(server, third)).status, 200)
    const json = await command(['admin-token', 'rotate', '--yes', '--json', ...at])
    t.equal((await ask(server, JSON.parse(json.out).adminToken)).status, 200)
    t.equal((await command(['store', 'list', ...at])).code, 0)
  })

  await t.test('one rotation after the other, also if they are concurrent', async (t) => {
    const token = (await readFile(file, 'utf8')).trim()
    await Promise.all(Array.from({ length: 5 }, () => rotate(server, token)))
    t.equal((await ask(server, (await readFile(file, 'utf8')).trim())).status, 200)
  })

  await t.test('without a server, for the next start', async (t) => {
    await server.close()
    const result = await command(['admin-token', 'rotate', '--yes', '--data-dir', dataDir])
    t.equal(result.code, 0)
    const again = await start(t, { dataDir })
    t.equal(again.ready.adminToken, result.out.trim())
    t.equal((await ask(again, result.out.trim())).status, 200)
  })
})

t.test('an admin token from the environment cannot be rotated', async (t) => {
  const server = await start(t, { dataDir: 'memory:' }, { SCIM_ADMIN_TOKEN: 'fixed' })
  const { status, json } = await rotate(server, 'fixed')
  t.equal(status, 409)
  t.match(
    json.detail,
    /^The admin token is set by SCIM_ADMIN_TOKEN, so it cannot be rotated\. Change the variable/,
  )
  t.equal((await ask(server, 'fixed')).status, 200)
  const { adminUrl } = server.ready
  const flags = ['--admin-url', adminUrl, '--admin-token', 'fixed', '--data-dir', 'memory:']
  expectParts(t, await command(['admin-token', 'rotate', '--yes', ...flags]), {
    code: 1,
    error: /SCIM_ADMIN_TOKEN/,
  })
})

t.test('another admin token in the environment ends all console sessions', async (t) => {
  const place = await testDatabase(t)
  if (!('databaseUrl' in place)) return // a database that outlives its server
  const startWith = (token: string) =>
    start(t, { ...place, dataDir: 'memory:' }, { SCIM_ADMIN_TOKEN: token })
  const one = await startWith('one')
  const { consoleSessions } = one.dependencies.store
  await consoleSessions.insert({
    hash: Buffer.alloc(32),
    kind: 'session',
    createdAt: new Date(),
    expiresAt: new Date(Date.now() + 60_000),
  })
  const isLive = () => consoleSessions.isLive(Buffer.alloc(32), 'session', new Date())
  await startWith('one')
  t.ok(await isLive())
  await startWith('two')
  t.notOk(await isLive())
  t.equal((await ask(one, 'one')).status, 401)
})

t.test('on a shared database a rotation applies to every server at once', async (t) => {
  const place = await testDatabase(t)
  if (!('databaseUrl' in place)) return // an embedded database has one server
  const [dirOne, dirOther] = [temporaryFolder(t), temporaryFolder(t)]
  const one = await start(t, { ...place, dataDir: dirOne })
  const other = await start(t, { ...place, dataDir: dirOther })
  const first = one.ready.adminToken ?? ''
  t.equal((await ask(other, first)).status, 200)
  const { adminToken } = (await rotate(other, first)).json
  for (const server of [one, other]) {
    t.equal((await ask(server, first)).status, 401)
    t.equal((await ask(server, adminToken)).status, 200)
  }
  t.equal(
    await readFile(join(dirOne, 'admin-token'), 'utf8'),
    `${first}\n`,
    'the file of the other server is unchanged',
  )
  await t.rejects(readFile(join(dirOther, 'admin-token')), { code: 'ENOENT' })
  const next = (await rotate(one, adminToken)).json.adminToken
  t.equal((await ask(other, next)).status, 200)
})
