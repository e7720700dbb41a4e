import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { eventDefaults, unauthenticatedEvents } from '../../src/identity-center/event-settings.ts'
import { parseSettings } from '../../src/identity-center/settings/parse-settings.ts'
import { startIdentityCenter } from '../../src/index.ts'
import { build } from '../helpers/build.ts'
import { command } from '../helpers/fake-terminal.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { serveProgram } from '../helpers/program.ts'
import { askOf, furnish, patch } from './deviation-requests.ts'
import { docsPages, linkingPages, readPage } from './docs-files.ts'
import { printedSections } from './docs-sections.ts'
import { replaySession, withoutChance } from './docs-session.ts'
import { findSection, withSection } from './markdown.ts'
import { exampleText, rulePages } from './rule-pages.ts'
import { root } from './source-files.ts'

// `npm run docs` runs this file as `tap --snapshot` does: what is printed from the code is written, not compared.
const isWriting = process.env['TAP_SNAPSHOT'] === '1'
const sessions = /(?<=<!-- session -->\n```console\n)[\s\S]*?(?=\n```\n<!-- \/session -->)/g

const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const server = await startIdentityCenter()
const sections = await printedSections(server).finally(server.close)
const generated = rulePages()
/** Pages that people write. */
const written = docsPages().filter(
  (path) => path === 'docs/rules/README.md' || !path.startsWith('docs/rules/'),
)
const sessionsOf = (path: string): readonly string[] => readPage(path).match(sessions) ?? []

/** What a session prints on a server of its own. */
const replayed = async (session: string) => {
  const server = await startIdentityCenter()
  return replaySession(session, server).finally(server.close)
}

if (isWriting) {
  for (const path of docsPages()) {
    if (!written.includes(path) && !generated.has(path)) rmSync(join(root, path))
  }
  for (const [path, page] of generated) writeFileSync(join(root, path), page)
  for (const path of written) {
    const fresh = new Map<string, string>()
    for (const session of sessionsOf(path)) {
      const text = await replayed(session)
      if (withoutChance(text) !== withoutChance(session)) fresh.set(session, text)
    }
    if ([...fresh.values()].some((text) => text.includes('"status":"500"'))) {
      throw new Error(`${path} is not written: a request failed`)
    }
    const page = readPage(path).replace(sessions, (session) => fresh.get(session) ?? session)
    writeFileSync(
      join(root, path),
      sections.reduce((done, [name, text]) => withSection(done, name, text), page),
    )
  }
}

t.test('what is generated in the documentation is printed from the code', async (t) => {
  for (const [name, text] of sections) {
    const found = written.flatMap((path) => findSection(readPage(path), name) ?? [])
    t.same(found, [text], `${name}: npm run docs prints it anew`)
  }
  const known = ['session', ...sections.map(([name]) => name)]
  for (const path of written) {
    for (const [, name = ''] of readPage(path).matchAll(/^<!-- ([\w -]+) -->$/gm)) {
      t.ok(known.includes(name), `${path}: ${name} is printed`)
    }
  }
})

t.test('each rule has a page, and no other page is among them', async (t) => {
  t.same(
    linkingPages().filter((path) => path.startsWith('docs/rules/') && !written.includes(path)),
    [...generated.keys()].sort(),
  )
  for (const [path, page] of generated) {
    t.equal(existsSync(join(root, path)) && readPage(path), page, `${path}: npm run docs prints it`)
  }
})

t.test('an example of a rule shows what cannot be seen, and is cut where it is long', async (t) => {
  t.equal(exampleText({ title: 'a\u200bb \u00a0c 😀' }), '{"title":"a\\u200bb \\u00a0c 😀"}')
  t.equal(exampleText('x'.repeat(129)), `"${'x'.repeat(20)}… (129 characters)"`)
  t.equal(exampleText(Array(101).fill(1)), '[1,1,1,"… (101 items)"]')
})

t.test('the sessions are what the server answers', async (t) => {
  t.same(
    written.filter((path) => sessionsOf(path).length > 0),
    ['README.md', 'docs/check.md', 'docs/getting-started.md', 'docs/refusals.md'],
  )
  for (const path of written) {
    for (const session of sessionsOf(path)) {
      t.ok(session.split('\n$ ').length > 1, `${path} has a session`)
      t.equal(withoutChance(await replayed(session)), withoutChance(session), path)
    }
  }
})

t.test('the session of README.md names the character', async (t) => {
  const [session = ''] = sessionsOf('README.md')
  for (const part of [
    '"status":"400"',
    'U+200B ZERO WIDTH SPACE at position',
    '/name/familyName',
  ]) {
    t.ok(session.includes(part), part)
  }
})

t.test('the session of a refusal names the attribute, and ends well', async (t) => {
  const [session = ''] = sessionsOf('docs/refusals.md')
  for (const part of ['HTTP/1.1 400 Bad Request', '/emails/0', 'HTTP/1.1 201 Created']) {
    t.ok(session.includes(part), part)
  }
})

t.test('README.md has at most 10,240 bytes', async (t) => {
  t.ok(Buffer.byteLength(readPage('README.md')) <= 10_240)
})

t.test('docs/README.md lists every page', async (t) => {
  const index = readPage('docs/README.md')
  for (const path of written.filter((path) => path !== 'README.md' && path !== 'docs/README.md')) {
    t.ok(index.includes(`](${path.replace('docs/', '')})`), path)
  }
})

t.test('the log names the rule of a refusal, and no person', async (t) => {
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

t.test('the example for node:test passes', async (t) => {
  await build()
  const [, example = ''] =
    /```ts\n(import assert [\s\S]*?)```/.exec(readPage('docs/testing.md')) ?? []
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

t.test('commands in the documentation exist, with the options that they are given', async (t) => {
  const runs = written.flatMap((path) =>
    Array.from(
      readPage(path).matchAll(/npm start (?:-s )?-- ((?:[a-z][a-z-]* ?)*)(.*)/g),
      ([line, words = '', rest = '']) => ({ path, line, words: words.trim().split(' '), rest }),
    ),
  )
  t.ok(runs.length > 40)
  for (const { path, line, words, rest } of runs) {
    const [noun = '', verb = ''] = words[0] === '' ? ['serve'] : words
    const isNoun = (await command([noun, '--help'])).out.includes('\nCommands:\n')
    const { out, code } = await command([noun, ...(isNoun ? [verb] : []), '--help'])
    t.equal(code, 0, `${path}: ${line}`)
    t.notOk(out.includes('\nCommands:\n'), `${path}: ${line}`)
    for (const [option] of rest.replace(/`.*/, '').matchAll(/--[a-z-]+/g)) {
      t.match(out, new RegExp(`${option}\\b`), `${path}: ${line}`)
    }
  }
})

t.test('the options of `events` in the documentation exist', async (t) => {
  const { out } = await command(['events', '--help'])
  const rows = [...readPage('docs/events.md').matchAll(/^\| (`--.*`) \|/gm)]
  t.ok(rows.length >= 8)
  for (const [, cell = ''] of rows) {
    for (const [option] of cell.matchAll(/--[a-z-]+/g)) t.match(out, new RegExp(`${option}\\b`))
  }
})

t.test(
  'docs/durability.md says what is kept of events unless a store is told otherwise',
  async (t) => {
    const number = (count: number) => count.toLocaleString('en-US')
    const { days, count, bodyBytes } = eventDefaults
    const { count: most, bodyBytes: bytes } = unauthenticatedEvents
    const page = readPage('docs/durability.md')
    for (const sentence of [
      `keeps its events for ${days} days, at most ${number(count)} events, and at most ${number(bodyBytes)} bytes of each body`,
      `belong to no store it keeps ${number(most)} events, and ${number(bytes)} bytes of their bodies`,
    ]) {
      t.ok(page.includes(sentence), sentence)
    }
    const [, example = '{}'] = /store settings --replace '([^']*)'/.exec(page) ?? []
    t.same(parseSettings(JSON.parse(example)).errors, [])
  },
)

t.test('what the documentation tells people to run exists', async (t) => {
  t.match(readPage('README.md'), '\nnpm ci && npm start\n')
  t.match(readPage('docs/contributing.md'), '\nnpm ci && npm test\n')
  for (const path of ['README.md', 'docs/getting-started.md']) {
    t.match(readPage(path), `Node ${/\d+/.exec(engines.node)}`)
  }
  for (const path of written) {
    const text = readPage(path)
    const named = [...text.matchAll(/npm (?:run )?(start|test|run|dev|[\w:]+(?= --|`|\n))/g)]
    for (const [, script = ''] of named) {
      if (!['ci', 'run', 'install', 'audit'].includes(script)) {
        t.ok(script in scripts, `${path}: npm run ${script}`)
      }
    }
    for (const [, file = ''] of text.matchAll(
      /`((?:src|test|schemas|migrations|docs|\.ci)\/[\w./-]+)`/g,
    )) {
      t.ok(existsSync(join(root, file)), `${path}: ${file}`)
    }
  }
})
