import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { eventDefaults, unauthenticatedEvents } from '../../src/identity-center/event-settings.ts'
import { parseSettings } from '../../src/identity-center/parse-settings.ts'
import { startIdentityCenter } from '../../src/index.ts'
import { build } from '../helpers/build.ts'
import { command } from '../helpers/fake-terminal.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { serveProgram } from '../helpers/program.ts'
import { askOf, furnish, patch } from './deviation-requests.ts'
import { replaySession, withoutChance } from './readme-session.ts'
import { findTable, printedTables, withTables } from './readme-tables.ts'
import { root } from './source-files.ts'

// `npm run readme` runs this file as `tap --snapshot` does: what is printed from the code is written, not compared.
const isWriting = process.env['TAP_SNAPSHOT'] === '1'
const file = join(root, 'README.md')
const sessions = /(?<=<!-- session -->\n```console\n)[\s\S]*?(?=\n```\n<!-- \/session -->)/g

const readme = () => readFileSync(file, 'utf8')
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What a session prints on a server of its own. */
const replayed = async (session: string) => {
  const server = await startIdentityCenter()
  return replaySession(session, server).finally(server.close)
}

if (isWriting) {
  const fresh = new Map<string, string>()
  for (const written of readme().match(sessions) ?? []) fresh.set(written, await replayed(written))
  if ([...fresh.values()].some((text) => text.includes('"status":"500"'))) {
    throw new Error('nothing is written: a request failed')
  }
  writeFileSync(
    file,
    withTables(readme().replace(sessions, (written) => fresh.get(written) ?? written)),
  )
}

t.test('the tables of README.md are printed from the code', async (t) => {
  for (const [name, table] of printedTables()) {
    t.equal(findTable(readme(), name), table, `${name}: npm run readme prints it anew`)
  }
})

t.test('the sessions in README.md are what the server answers', async (t) => {
  const [first = '', refusal = '', ...more] = readme().match(sessions) ?? []
  t.same(more, [])
  for (const written of [first, refusal]) {
    t.ok(written.split('\n$ ').length > 4, 'there is a session')
    t.equal(withoutChance(await replayed(written)), withoutChance(written))
  }
})

t.test('the session of a refusal names the character, and ends well', async (t) => {
  const [, refusal = ''] = readme().match(sessions) ?? []
  for (const part of [
    'HTTP/1.1 400 Bad Request',
    'U+200B ZERO WIDTH SPACE at position',
    '/name/familyName',
    'HTTP/1.1 201 Created',
  ]) {
    t.ok(refusal.includes(part), part)
  }
})

t.test('the log names the rule of a refusal, and nobody', async (t) => {
  const { ready, output, stop } = await serveProgram(t, ['--data-dir', 'memory:'])
  const ask = askOf({ endpoint: ready.scimEndpoint ?? '', token: ready.accessToken ?? '' })
  const { ada, group } = await furnish(ask)
  const replace = patch({ op: 'replace', path: 'members', value: [{ value: ada }] })
  const { status, headers } = await ask('PATCH', `/Groups/${group}`, replace)
  t.equal(status, 400)
  await stop()

  const lines = output.stderr.split('\n').filter((line) => line.startsWith('{'))
  const log = lines.map((line) => JSON.parse(line))
  const line = log.find(({ reqId }) => reqId === headers.get('x-amzn-requestid'))
  t.same(line?.rules, ['patch-members-not-replaced'])
  for (const secret of [ready.accessToken, ready.adminToken, 'Lovelace', 'ada@example.com']) {
    t.notOk(output.stderr.includes(String(secret)))
  }
})

t.test('the example for node:test in README.md passes', async (t) => {
  await build()
  const [, example = ''] = /```ts\n(import assert [\s\S]*?)```/.exec(readme()) ?? []
  const folder = t.testdir({ 'provisioning.test.mjs': example, node_modules: {} })
  symlinkSync(root, join(folder, 'node_modules/identity-center-scim'))
  const { TAP: _tap, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(
    ...plainProcess(process.execPath, ['--test', folder]),
    {
      encoding: 'utf8',
      env: { ...env, NODE_TEST_CONTEXT: undefined },
    },
  )
  t.equal(status, 0, `${stdout}${stderr}`)
  t.match(stdout, /pass 1\b/)
})

t.test('README.md names no option that a command does not have', async (t) => {
  const rows = [...readme().matchAll(/^\| `(events|explain|check|rules)` \|.*\| (.+) \|$/gm)]
  t.equal(rows.length, 4)
  const examples = [
    ...readme().matchAll(
      /npm start (?:-s )?-- (events|explain|check|(?:user|group) [a-z-]+)\b(.*)/g,
    ),
  ]
  for (const [, name = '', words = ''] of [...rows, ...examples]) {
    const { out } = await command([...name.split(' '), '--help'])
    for (const [option] of words.matchAll(/--[a-z-]+/g)) {
      t.match(out, new RegExp(`${option}\\b`), `${name} ${option}`)
    }
  }
})

t.test('README.md says what is kept of events unless a store is told otherwise', async (t) => {
  const number = (count: number) => count.toLocaleString('en-US')
  const { days, count, bodyBytes } = eventDefaults
  const { count: most, bodyBytes: bytes } = unauthenticatedEvents
  for (const sentence of [
    `keeps its events for ${days} days, ${number(count)} at the most, and ${number(bodyBytes)} bytes of each body`,
    `lead to no store ${number(most)} are kept, and ${number(bytes)} bytes of their bodies`,
  ]) {
    t.ok(readme().includes(sentence), sentence)
  }
  const [, example = '{}'] = /store settings --replace '([^']*)'/.exec(readme()) ?? []
  t.same(parseSettings(JSON.parse(example)).faults, [])
})

t.test('what README.md tells people to run exists', async (t) => {
  const text = readme()
  t.match(text, '\nnpm ci && npm start\n')
  t.match(text, '\nnpm ci && npm test\n')
  t.match(text, `Node ${/\d+/.exec(engines.node)}`)
  const named = [...text.matchAll(/npm (?:run )?(start|test|run|dev|\w+(?= --|`))\b/g)]
  for (const [, script = ''] of named) {
    if (!['ci', 'run', 'install'].includes(script)) t.ok(script in scripts, `npm run ${script}`)
  }
  for (const [, path = ''] of text.matchAll(
    /`((?:src|test|schemas|migrations|\.ci)\/[\w./-]+)`/g,
  )) {
    t.ok(existsSync(join(root, path)), path)
  }
})
