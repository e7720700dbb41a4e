import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startIdentityCenter } from '../../src/index.ts'
import { build } from '../helpers/build.ts'
import { serveProgram } from '../helpers/program.ts'
import { askOf, furnish, patch } from './deviation-requests.ts'
import { replaySession, withoutChance } from './readme-session.ts'
import { findTable, printedTables, withTables } from './readme-tables.ts'
import { root } from './source-files.ts'

// `npm run readme` runs this file as `tap --snapshot` does: what is printed from the code is written, not compared.
const isWriting = process.env['TAP_SNAPSHOT'] === '1'
const file = join(root, 'README.md')
const session = /(?<=<!-- session -->\n```console\n)[\s\S]*?(?=\n```\n<!-- \/session -->)/

const readme = () => readFileSync(file, 'utf8')
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

if (isWriting) {
  const server = await startIdentityCenter()
  t.teardown(() => server.close())
  const written = session.exec(readme())?.[0] ?? ''
  const replayed = await replaySession(written, server)
  if (replayed.includes('"status":"500"')) throw new Error('nothing is written: a request failed')
  writeFileSync(file, withTables(readme().replace(session, () => replayed)))
}

t.test('the tables of README.md are printed from the code', async (t) => {
  for (const [name, table] of printedTables()) {
    t.equal(findTable(readme(), name), table, `${name}: npm run readme prints it anew`)
  }
})

t.test('the session in README.md is what the server answers', async (t) => {
  const server = await startIdentityCenter()
  t.teardown(() => server.close())
  const written = session.exec(readme())?.[0] ?? ''
  t.ok(written.split('\n$ ').length > 4, 'there is a session')
  t.equal(withoutChance(await replaySession(written, server)), withoutChance(written))
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
  t.same(line?.rules, ['replace-members'])
  for (const secret of [ready.accessToken, ready.adminToken, 'Lovelace', 'ada@example.com']) {
    t.notOk(output.stderr.includes(String(secret)))
  }
})

t.test('the example for node:test in README.md passes', async (t) => {
  await build()
  const [, example = ''] = /```ts\n(import assert [\s\S]*?)```/.exec(readme()) ?? []
  const folder = t.testdir({ 'provisioning.test.mjs': example, node_modules: {} })
  symlinkSync(root, join(folder, 'node_modules/identity-center-scim'))
  const { NODE_OPTIONS: _options, TAP: _tap, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', folder], {
    encoding: 'utf8',
    env: { ...env, NODE_TEST_CONTEXT: undefined },
  })
  t.equal(status, 0, `${stdout}${stderr}`)
  t.match(stdout, /pass 1\b/)
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
