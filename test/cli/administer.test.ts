import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'

const silent = { logger: pino({ level: 'silent' }), notice: () => {} }

/** The same scenario through a running server and on the database itself. */
const runScenario = async (t: Test, at: readonly string[], isServed: boolean) => {
  const json = async (...args: string[]) => {
    const { code, out, error } = await command([...args, ...at, '--json'])
    t.same([code, error], [0, ''], args.join(' '))
    return JSON.parse(out)
  }
  const fails = async (args: readonly string[], sentence: RegExp, code = 1) => {
    const result = await command([...args, ...at])
    t.equal(result.code, code)
    t.match(result.error, sentence)
    t.equal(result.error.trimEnd().split('\n').length, 1, 'one line')
    t.equal(result.out, '')
  }

  const { items: before } = await json('store', 'list')
  const created = await json('store', 'create', '--settings', '{"throttling":true}')
  const id: string = created.identityStoreId
  t.equal(created.scimEndpoint !== null, isServed)
  t.same(created.settings, { throttling: true })
  const { items } = await json('store', 'list')
  t.equal(items.length, before.length + 1)
  t.same((await json('store', 'show', id)).tenantId, created.tenantId)

  const second = await json('token', 'create', '--store', id)
  t.ok(second.accessToken)
  await fails(['token', 'create', '--store', id], /^Identity store .* which is the maximum/)
  t.equal((await json('token', 'list', '--store', id)).items.length, 2)
  await fails(
    ['store', 'disable', id, '--yes'],
    /^Identity store .* still has 2 valid access tokens/,
  )

  await fails(
    ['token', 'delete', second.id, '--store', id],
    /^Not a terminal, so the command cannot ask for confirmation\. Pass `--yes`\.\n$/,
    2,
  )
  const declined = await command(['token', 'delete', second.id, '--store', id, ...at], 'n')
  t.same([declined.code, declined.error], [1, 'Cancelled. Nothing was changed.\n'])
  expectParts(t, declined.questions, [/^Delete access token .*\? \[y\/N\] $/])
  const agreed = await command(['token', 'delete', second.id, '--store', id, ...at], 'y')
  t.same([agreed.code, agreed.out], [0, `Deleted ${second.id}.\n`])
  const last = ['token', 'delete', created.token.id, '--store', id, '--yes']
  t.equal((await command([...last, ...at])).code, 0)
  await fails(last, /has no access token with this id/)

  const key = await json('access-key', 'create', '--store', id)
  t.match(key.accessKeyId, /^AKIA[A-Z2-7]{16}$/)
  t.match(key.secretAccessKey, /^[A-Za-z0-9+/]{40}$/)
  const { secretAccessKey: _, ...kept } = key
  t.same((await json('access-key', 'list', '--store', id)).items, [kept])
  const shown = await command(['access-key', 'create', '--store', id, ...at])
  t.match(shown.out, /^Access key id {6}AKIA.*\nSecret access key {2}.{40}\nCopy the secret now\. /)
  const keys = await command(['access-key', 'list', '--store', id, ...at])
  t.match(keys.out, /^ACCESS KEY +CREATED +LAST USED\nAKIA/)
  const deleteKey = ['access-key', 'delete', key.accessKeyId, '--store', id]
  const asked = await command([...deleteKey, ...at], 'y')
  expectParts(t, asked.questions, [/^Delete access key AKIA.* of d-.*\? \[y\/N\] $/])
  t.same([asked.code, asked.out], [0, `Deleted ${key.accessKeyId}.\n`])
  await fails([...deleteKey, '--yes'], /has no access key with this id/)

  t.equal((await json('store', 'disable', id, '--yes')).tenantId, null)
  const enabled = await json('store', 'enable', id)
  t.not(enabled.tenantId, created.tenantId)
  t.ok(enabled.token.accessToken)
  const again = await command(['store', 'enable', id, ...at])
  t.match(again.error, /^Provisioning is already enabled\./)

  const replaced = await command(['store', 'settings', id, '--replace', '{}', ...at])
  t.same([replaced.code, replaced.out], [0, '{}\n'])
  t.equal((await command(['store', 'settings', id, ...at])).out, '{}\n')
  await fails(
    ['store', 'settings', id, '--replace', '{"nothing":1}'],
    /^There is no setting nothing\.\n$/,
    2,
  )
  await fails(['store', 'settings', id, '--replace', '{'], /^--replace must be a JSON object/, 2)

  if (before.length > 0)
    await fails(['store', 'show'], /^There are \d+ identity stores\. Choose one of d-/, 2)
  await fails(['store', 'delete', id], /^Not a terminal/, 2)
  const deleted = await command(['store', 'delete', id, '--yes', ...at])
  t.same([deleted.code, deleted.out], [0, `Deleted ${id}.\n`])
  await fails(['store', 'show', id], /^There is no identity store with this id/)
}

t.test('administrative commands', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const at = ['--data-dir', dataDir]

  await t.test('open the database if no server is running', async (t) => {
    const none = await command(['store', 'show', ...at])
    t.same([none.code, none.out], [1, ''])
    t.match(none.error, /^There is no identity store\. Create one with `store create`\.\n$/)
    await runScenario(t, at, false)
  })

  await t.test('use the running server of the data directory', async (t) => {
    const config = readServeConfig({ dataDir, port: '0', adminPort: '0' }, {})
    const server = await startServer(config, silent)
    t.teardown(() => server.close())
    await t.test('found through the data directory', (t) => runScenario(t, at, true))
    await t.test('at --admin-url', async (t) => {
      const { adminUrl, adminToken } = server.ready
      const named = ['--admin-url', adminUrl, '--admin-token', adminToken ?? '']
      await runScenario(t, [...named, '--data-dir', 'memory:'], true)
    })

    await t.test('and use its only store if none is named', async (t) => {
      const { identityStoreId } = server.ready
      const shown = await command(['store', 'show', ...at])
      t.match(shown.out, `Identity store  ${identityStoreId}\nProvisioning    enabled\n`)
      const list = await command(['store', 'list', ...at])
      t.match(list.out, /^IDENTITY STORE {2}PROVISIONING {2}TENANT ID +CREATED\nd-/)
      const tokens = await command(['token', 'list', ...at])
      t.match(
        tokens.out,
        /^TOKEN +STATE +DAYS LEFT +CREATED +EXPIRES +LAST USED\n[0-9a-f-]{36} {2}active +365 /,
      )
    })

    await t.test('but not without the right admin token', async (t) => {
      const { adminUrl } = server.ready
      const wrong = await command(['store', 'list', ...at, '--admin-token', 'wrong'])
      t.equal(wrong.code, 1)
      t.match(wrong.error, /rejected the admin token\. Pass the right one/)
      const none = await command([
        'store',
        'list',
        '--admin-url',
        adminUrl,
        '--data-dir',
        'memory:',
      ])
      t.equal(none.code, 2)
      t.match(none.error, /requires its admin token\. Pass --admin-token or set SCIM_ADMIN_TOKEN/)
    })
  })

  await t.test('ignore the note of a server that has ended', async (t) => {
    const note = { adminUrl: 'http://127.0.0.1:1', pid: 1, database: null }
    writeFileSync(join(dataDir, 'server.json'), JSON.stringify(note))
    const list = await command(['store', 'list', '--json', ...at])
    t.equal(list.code, 0)
    t.equal(JSON.parse(list.out).items.length, 1)
    writeFileSync(join(dataDir, 'server.json'), '{')
    t.equal((await command(['store', 'list', ...at])).code, 0)
  })

  await t.test('say what to do if there is no server and no database', async (t) => {
    const memory = await command(['store', 'list', '--data-dir', 'memory:'])
    t.equal(memory.code, 2)
    t.match(memory.error, /Pass --admin-url/)
    const absent = ['--admin-url', 'http://127.0.0.1:1', '--admin-token', '-Vx'] // a token that looks like -V
    const list = await command(['store', 'list', ...absent])
    t.equal(list.code, 1)
    t.match(list.error, /^No server is reachable at http:\/\/127\.0\.0\.1:1\. Start it/)
  })
})
