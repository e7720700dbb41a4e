import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'
import { withoutOrigin } from '../helpers/snapshots.ts'

const folder = temporaryFolder(t)
const dataDir = join(folder, 'data')
const at = ['--data-dir', dataDir]

/** A snapshot that was written manually, with one user. */
const written = (identityStoreId: string) =>
  [
    {
      format: 'identity-center-scim snapshot',
      version: 1,
      program: '0',
      time: '',
      identityStoreId,
      settings: { throttling: true },
      counts: { users: 1, groups: 0, memberships: 0 },
    },
    {
      kind: 'user',
      id: 'u-1',
      createdAt: '2026-01-02T03:04:05.678Z',
      createdBy: 'scim',
      updatedAt: '2026-01-02T03:04:05.678Z',
      updatedBy: 'manual',
      resource: { id: 'u-1', userName: 'ada' },
    },
    { kind: 'end' },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')

/** Failures. They are the same with and without a server. */
const refusals = async (t: Test, id: string, to: string, file: string) => {
  const last = readFileSync(to, 'utf8')
  const fails = async (args: readonly string[], sentence: RegExp, code = 2) => {
    const result = await command(['snapshot', ...args, ...at])
    t.same([result.code, result.out], [code, ''], args.join(' '))
    t.match(result.error, sentence)
  }
  writeFileSync(file, written(id).replace('"u-1"', '"u 1"'))
  await fails(
    ['restore', file, '--yes'],
    /^Line 2: `id` of a user must be an id of letters, digits and hyphens\.\n$/,
  )
  await fails(
    ['restore', join(folder, 'none'), '--yes'],
    /^Cannot read \S+none: the file does not exist\.\n$/,
  )
  await fails(['restore', folder, '--yes'], /^Cannot read \S+: it is a directory\.\n$/)
  await fails(['restore', to, '--yes', '--store', 'd-0000000000'], /^There is no identity store/, 1)
  await fails(['save', to, '--store', 'd-0000000000'], /^There is no identity store/, 1)
  await fails(
    ['save', '-', '--json'],
    /^--json cannot be used when the snapshot is written to standard output/,
  )
  await fails(
    ['save', join(folder, 'none', 'file')],
    /^Cannot write \S+ \(ENOENT\)\. Choose another file\.\n$/,
  )
  t.equal(readFileSync(to, 'utf8'), last, 'the existing file is unchanged')
  t.same(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  )
}

/** The same scenario through a running server and on the database itself. */
const runScenario = async (t: Test, isServed: boolean) => {
  const { out } = await command(['store', 'list', '--json', ...at])
  const [{ identityStoreId: id }] = JSON.parse(out).items
  const file = join(folder, 'in.ndjson')
  writeFileSync(file, written(id))
  const snapshot = (args: readonly string[], answer?: string) =>
    command(['snapshot', ...args, ...at], answer)

  const unasked = await snapshot(['restore', file])
  t.same([unasked.code, unasked.out], [2, ''])
  t.match(unasked.error, /--yes/)
  const declined = await snapshot(['restore', file], 'n')
  expectParts(t, declined.questions, [
    /^Replace all users, groups and settings of d-.* with those of .*\? \[y\/N\] $/,
  ])
  t.equal(declined.code, 1)
  const restored = await snapshot(['restore', file], 'y')
  t.equal(restored.out, `Restored 1 user, 0 groups and 0 memberships into ${id}.\n`)
  const json = await snapshot(['restore', file, '--yes', '--json', '--store', id])
  t.same(JSON.parse(json.out), { identityStoreId: id, users: 1, groups: 0, memberships: 0 })
  t.equal(json.error, '')

  const to = join(folder, 'out.ndjson')
  const saved = await snapshot(['save', to])
  t.same([saved.code, saved.error], [0, ''])
  t.equal(saved.out, `Saved 1 user, 0 groups and 0 memberships of ${id} to ${to}.\n`)
  t.equal(statSync(to).mode & 0o777, 0o600, 'only for its owner')
  const text = readFileSync(to, 'utf8')
  t.equal(text.split('\n')[1], written(id).split('\n')[1], 'as it was restored')
  const again = JSON.parse((await snapshot(['save', to, '--json'])).out)
  t.same(again, {
    identityStoreId: id,
    file: to,
    bytes: text.length,
    users: 1,
    groups: 0,
    memberships: 0,
  })
  const printed = await snapshot(['save', '-'])
  t.equal(withoutOrigin(printed.out), withoutOrigin(text), 'the same on standard output')
  const piped = await snapshot(['restore', '-', '--yes'], printed.out)
  t.same([piped.code, piped.out], [0, `Restored 1 user, 0 groups and 0 memberships into ${id}.\n`])

  if (isServed) await refusals(t, id, to, file)

  t.match((await command(['reset', ...at])).error, /--yes/)
  const kept = await command(['reset', ...at], '')
  expectParts(t, kept.questions, [/^Delete all users, groups and events of d-/])
  t.equal(kept.code, 1)
  const emptied = await command(['reset', '--yes', ...at])
  t.same([emptied.code, emptied.out], [0, `Deleted all users, groups and events of ${id}.\n`])
  t.match((await snapshot(['save', to])).out, /^Saved 0 users/)
  const settings = await command(['store', 'settings', id, ...at])
  t.equal(settings.out, '{"throttling":true}\n')
}

t.test('snapshot and reset', async (t) => {
  await t.test('use the running server', async (t) => {
    const config = readServeConfig({ dataDir, port: '0', adminPort: '0' }, {})
    const server = await startServer(config, {
      logger: pino({ level: 'silent' }),
      notice: () => {},
    })
    t.teardown(() => server.close())
    await runScenario(t, true)
  })
  await t.test('open the database if no server is running', (t) => runScenario(t, false))
  await t.test('replace no directory and no device', async (t) => {
    mkdirSync(join(folder, 'sub'))
    const result = await command(['snapshot', 'save', join(folder, 'sub'), ...at])
    t.match(result.error, /^Cannot write \S+ \(EISDIR\)/)
    t.equal((await command(['snapshot', 'save', '/dev/null', ...at])).code, 0)
    t.notOk(statSync('/dev/null').isFile())
    t.ok(existsSync(join(folder, 'sub')))
  })
})
