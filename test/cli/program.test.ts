import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { version } from '../../src/app/version.ts'
import type { Setting } from '../../src/config/setting.ts'
import { administerSettings, serveSettings } from '../../src/config.ts'
import { ruleBook } from '../../src/identity-center/rules/rule-book.ts'
import { build, mainFile } from '../helpers/build.ts'
import { command } from '../helpers/fake-terminal.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { runProgram, temporaryFolder } from '../helpers/program.ts'

const administering = [
  ['store', 'create'],
  ['store', 'list'],
  ['store', 'show'],
  ['store', 'enable'],
  ['store', 'disable'],
  ['store', 'delete'],
  ['store', 'settings'],
  ['token', 'create'],
  ['token', 'list'],
  ['token', 'delete'],
]

t.test('--help', async (t) => {
  t.test('of serve lists every setting', async (t) => {
    const { code, out } = await command(['serve', '--help'])
    t.equal(code, 0)
    for (const { flag, variables } of Object.values<Setting<unknown>>(serveSettings)) {
      if (flag !== undefined) t.ok(out.includes(`${flag} `), flag)
      for (const name of variables) t.ok(out.includes(name), name)
    }
  })

  t.test('of an administrative command lists every way to locate the server', async (t) => {
    for (const words of administering) {
      const { code, out } = await command([...words, '--help'])
      t.equal(code, 0)
      for (const setting of Object.values<Setting<unknown>>(administerSettings)) {
        const name = setting.flag ?? setting.variables[0] ?? ''
        t.ok(out.includes(name), name)
      }
    }
  })

  t.test('of the program lists the commands', async (t) => {
    const { code, out } = await command(['--help'])
    t.equal(code, 0)
    for (const name of ['serve', 'store', 'token', 'access-key', 'rules', 'migrate'])
      t.ok(out.includes(name))
  })
})

t.test('--version prints the version of the package', async (t) => {
  t.same(await command(['--version']), { code: 0, out: `${version}\n`, error: '', questions: [] })
})

t.test('wrong arguments exit with 2', async (t) => {
  const calls = [
    ['store'],
    ['store', 'nothing'],
    ['token', 'delete'],
    ['rules', '--nothing'],
    ['x'],
  ]
  for (const args of calls) {
    const { code, out, error } = await command(args)
    t.same([code, out], [2, ''], args.join(' '))
    t.not(error, '')
  }
})

t.test('rules lists the rule book', async (t) => {
  const { code, out } = await command(['rules'])
  t.equal(code, 0)
  t.equal(out.trimEnd().split('\n').length, ruleBook.length + 1)
  for (const { id, summary } of ruleBook) t.ok(out.includes(id) && out.includes(summary), id)

  const { items } = JSON.parse((await command(['rules', '--json'])).out)
  t.same(
    items.map(({ id }: { id: string }) => id),
    ruleBook.map(({ id }) => id),
  )
})

t.test('the installed program', async (t) => {
  await t.test('migrates, also repeatedly', async (t) => {
    const dataDir = join(temporaryFolder(t), 'data')
    for (const _ of [1, 2]) {
      const { code, stdout, stderr } = await runProgram(['migrate', '--data-dir', dataDir])
      t.same([code, stdout, stderr], [0, 'The database is up to date.\n', ''])
    }
  })

  await t.test('creates a store that later commands find', async (t) => {
    const dataDir = join(temporaryFolder(t), 'data')
    const made = await runProgram(['store', 'create', '--json'], { SCIM_DATA_DIR: dataDir })
    t.equal(made.code, 0)
    const shown = await runProgram(['store', 'show', '--json'], { SCIM_DATA_DIR: dataDir })
    t.equal(JSON.parse(shown.stdout).tenantId, JSON.parse(made.stdout).tenantId)
    const asked = await runProgram(['store', 'delete'], { SCIM_DATA_DIR: dataDir })
    t.equal(asked.code, 2)
  })
})

t.test('a reader that closes the pipe early causes no error', async (t) => {
  await build()
  const script = '"$0" "$1" serve --help | true'
  const { stderr } = spawnSync(
    ...plainProcess('bash', ['-c', script, process.execPath, mainFile]),
    {
      encoding: 'utf8',
    },
  )
  t.equal(stderr, '')
})
