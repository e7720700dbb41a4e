import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { build, mainFile } from '../helpers/build.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { temporaryFolder } from '../helpers/program.ts'
import { scimOf } from '../helpers/server.ts'

const folder = temporaryFolder(t)

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const person = (name: string, more: object = {}) =>
  JSON.stringify({
    userName: `${name}@example.com`,
    externalId: name,
    name: { givenName: name, familyName: 'Doe' },
    displayName: name,
    active: true,
    emails: [{ value: `${name}@example.com`, primary: true }],
    ...more,
  })

const fine = file('fine.ndjson', `${person('ada')}\n${person('bob')}\n`)
const mixed = file(
  'mixed.json',
  `[${[
    person('cy'),
    person('dan', { displayName: 'D\u200ban' }),
    person('eve', { active: null }),
    person('CY', { externalId: 'x', emails: [] }),
  ].join(',\n')}]`,
)

t.test('check', async (t) => {
  await t.test('counts rows without findings', async (t) => {
    t.same(await command(['check', fine]), {
      code: 0,
      out: '2 checked: 0 would be refused, 0 accepted with a warning, 2 fine.\n',
      error: '',
      questions: [],
    })
  })

  await t.test('prints a table of findings, and counts', async (t) => {
    const { code, out, error } = await command(['check', mixed])
    t.same([code, error], [1, ''])
    const [heading, ...rest] = out.trimEnd().split('\n')
    t.match(heading, /^LINE {2}NAME +VERDICT +RULE +ATTRIBUTE +VALUE +WHAT TO DO$/)
    expectParts(t, rest, [
      /^2 +dan@example\.com +refused +attribute-pattern +displayName +D<U\+200B>an \(U\+200B .* position 1\) +Remove /,
      /^3 +eve@example\.com +warning +active-present +active +\S/,
      /^4 +CY@example\.com +refused +user-name-unique +userName +CY@example\.com +Here: line 1 has it, too\. Find /,
      /^$/,
      /^displayName: 1 row violates attribute-pattern \(refused, first on line 2\)$/,
      /^userName: 1 row violates user-name-unique \(refused, first on line 4\)$/,
      /^active: 1 row violates active-present \(warning, first on line 3\)$/,
      /^$/,
      /^4 checked: 2 would be refused, 1 accepted with a warning, 1 fine\.$/,
    ])
    t.equal(rest.length, 9)
  })

  await t.test('prints five findings of a kind, or all with --all', async (t) => {
    const rows = Array.from(
      { length: 1_200 },
      (_, index) => `u${index}@example.com,A\u200b,B,C,true`,
    )
    const heading = 'userName,displayName,name.givenName,name.familyName,active'
    const many = file('many.csv', [heading, ...rows, 'ok@example.com,A,B,C,true'].join('\r\n'))
    const some = (await command(['check', many])).out.split('\n')
    t.equal(some.filter((line) => line.includes('attribute-pattern')).length, 5 + 1)
    t.ok(
      some.includes('displayName: 1,200 rows violate attribute-pattern (refused, first on line 2)'),
    )
    const all = (await command(['check', many, '--all'])).out.split('\n')
    t.equal(all.filter((line) => / refused +attribute-pattern /.test(line)).length, 1_200)
    t.ok(all.some((line) => /^1202 +ok@example\.com +fine$/.test(line)))
  })

  await t.test('prints lines of JSON for scripts', async (t) => {
    const { code, out } = await command(['check', fine, mixed, '--json'])
    t.equal(code, 1)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expectParts(t, lines.slice(0, -1), [
      { file: mixed, line: 2, type: 'User', name: 'dan@example.com', verdict: 'refused' },
      { line: 3, verdict: 'warned', findings: [{ ruleId: 'active-present' }] },
      { line: 4, findings: [{ ruleId: 'user-name-unique', value: 'CY@example.com' }] },
    ])
    expectParts(t, lines.at(-1), {
      totals: { rows: 6, refused: 2, warned: 1, fine: 3, alreadyThere: 0 },
    })
    t.equal(lines.length, 4)
    const all = await command(['check', fine, '--json', '--all'])
    t.equal(all.out.trimEnd().split('\n').length, 3)
  })

  await t.test('names the file if there are several', async (t) => {
    const { out } = await command(['check', fine, mixed])
    t.ok(out.includes(`\n${mixed}:4  CY@example.com`))
  })

  await t.test('applies the rules of a date, without those that are off', async (t) => {
    const one = file('one.json', person('fay', { emails: [], displayName: 'F\u200bay' }))
    t.match((await command(['check', one])).out, /1 would be refused/)
    t.equal((await command(['check', one, '--rule-off', 'attribute-pattern'])).code, 0)
    const early = await command([
      'check',
      one,
      '--rule-off',
      'attribute-pattern',
      '--as-of',
      '2021-03-25',
    ])
    t.match(early.out, / email-required /)
    const none = await command(['check', one, '--rule-off', 'a', '--rule-off', 'b'])
    t.same([none.code, none.error], [2, 'There is no rule a. There is no rule b.\n'])
    t.equal((await command(['check', one, '--as-of', 'today'])).code, 2)
  })

  await t.test('uses the given type and format', async (t) => {
    const names = file('names.json', '{"displayName":"x"}')
    t.equal((await command(['check', names])).code, 0)
    t.match((await command(['check', names, '--type', 'users'])).out, /attribute-required/)
    t.equal((await command(['check', names, '--type', 'groups'])).code, 0)
    const list = await command(['check', names, '--format', 'google'])
    t.match(list.error, /no column of the google export/)
    t.equal((await command(['check', names, '--type', 'people'])).code, 2)
    t.equal((await command(['check', names, '--format', 'xml'])).code, 2)
  })

  await t.test('names the file and line that cannot be read', async (t) => {
    const broken = file('broken.ndjson', `${person('ada')}\n{"userName": }\n`)
    const result = await command(['check', fine, broken])
    t.same([result.code, result.out], [2, ''])
    t.equal(result.error, `Cannot read ${broken} at line 2: The object is not JSON.\n`)
    const absent = join(folder, 'absent.csv')
    t.same(await command(['check', absent]), {
      code: 2,
      out: '',
      error: `Cannot read ${absent}: the file does not exist.\n`,
      questions: [],
    })
    t.equal((await command(['check', folder])).error, `Cannot read ${folder}: it is a directory.\n`)
    t.equal((await command(['check'])).code, 2)
  })

  await t.test('shows progress, on a terminal only', async (t) => {
    const { error, out } = await command(['check', fine], 'y')
    t.equal(error, `\r[${'#'.repeat(30)}] 100 %\r\u001b[K`)
    t.match(out, /^2 checked/)
  })

  await t.test('checks rows against a store', async (t) => {
    const at = ['--data-dir', join(folder, 'data')]
    const made = await command(['store', 'create', '--json', ...at])
    const { identityStoreId } = JSON.parse(made.out)
    const named = ['--store', identityStoreId, ...at]
    t.match((await command(['check', fine, ...named])).out, /^2 checked: 0 would be refused/)
    const late = await command([
      'check',
      mixed,
      ...named,
      '--rule-off',
      'attribute-pattern',
      '--json',
    ])
    const { totals } = JSON.parse(late.out.trimEnd().split('\n').at(-1) ?? '')
    t.equal(totals.refused, 1)
    t.ok(totals.breaches[0].ruleId, 'the counts by rule') // cspell:disable-line: a contract
    const none = await command(['check', fine, '--store', 'd-0000000000', ...at])
    t.same([none.code, none.out], [1, ''])
    t.match(none.error, /^There is no identity store with this id/)
    t.equal((await command(['check', fine, ...named, '--rule-off', 'none'])).code, 2)
  })

  await t.test('checks rows through the running server', async (t) => {
    const dataDir = join(folder, 'served')
    const config = readServeConfig({ dataDir, port: '0', adminPort: '0' }, {})
    const logger = pino({ level: 'silent' })
    const server = await startServer(config, { logger, notice: () => {} })
    t.teardown(() => server.close())
    const { scimEndpoint, accessToken, identityStoreId } = server.ready
    const scim = scimOf({ endpoint: scimEndpoint ?? '', token: accessToken ?? '' })
    t.equal((await scim('POST', '/Users', person('ada'))).status, 201)
    t.equal((await scim('POST', '/Users', person('Dan', { emails: [] }))).status, 201)

    const named = ['--store', identityStoreId ?? '', '--data-dir', dataDir]
    const known = await command(['check', fine, ...named, '--all'])
    t.equal(known.code, 0)
    t.match(known.out, /^1 +ada@example\.com +already in the store$/m)
    t.match(known.out, / 2 fine, 1 already in the store\.$/m)
    const taken = await command(['check', mixed, ...named, '--json'])
    const [dan] = taken.out.split('\n').map((line) => JSON.parse(line || 'null'))
    t.same(
      dan.findings.map(({ ruleId }: { ruleId: string }) => ruleId),
      ['attribute-pattern', 'user-name-unique'],
    )
    t.match(dan.findings[1].sentence, /Here: held by .* \(Dan@example\.com\)/)
  })
})

t.test('100,000 rows are checked in little memory', async (t) => {
  await build()
  const path = join(folder, 'large.csv')
  const out = createWriteStream(path)
  out.write('login,firstName,lastName,email,displayName,primaryPhone,mobilePhone,title\r\n')
  const title = `"Director, ""${'Ops '.repeat(150)}"""` // all rows together would not fit into memory
  for (let index = 0; index < 100_000; index++) {
    const phone = index % 10 === 3 ? '+1 555' : ''
    const name = `user${index % 99_990}@example.com`
    const row = `${name},Jane,Doe,${name},Jane ${index},+1 556,${phone},${title}\r\n`
    if (!out.write(row)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')

  const child = spawn(
    ...plainProcess(process.execPath, ['--max-old-space-size=128', mainFile, 'check', path]),
    { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  const [code] = await once(child, 'close')
  t.equal(code, 1)
  t.match(
    text,
    /\nphoneNumbers: 10,000 rows violate multi-valued-single-value \(refused, first on line 5\)\n/,
  )
  t.match(text, /\nuserName: 10 rows violate user-name-unique \(refused, first on line 99992\)\n/)
  t.match(
    text,
    /\n100,000 checked: 10,009 would be refused, 0 accepted with a warning, 89,991 fine/,
  )
})
