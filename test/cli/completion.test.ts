import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { completionTree } from '../../src/cli/completion-tree.ts'
import { allCommands, quietProgram } from '../helpers/command-tree.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'

const scripts = new Map<string, string>()
for (const shell of ['bash', 'zsh', 'fish']) {
  const { code, out } = await command(['completion', shell])
  t.equal(code, 0)
  scripts.set(shell, out)
}
const nodes = completionTree(quietProgram(), 'serve')

const folder = temporaryFolder(t)
const bashFile = join(folder, 'completion.bash')
writeFileSync(bashFile, scripts.get('bash') ?? '')

/** The words that bash offers for the last of these words. */
const offered = (...words: readonly string[]): readonly string[] => {
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _identity_center_scim; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['-c', script, 'bash', bashFile, 'identity-center-scim', ...words],
    { encoding: 'utf8' },
  )
  t.equal(status, 0)
  t.equal(stderr, '', words.join(' '))
  return stdout.split('\n').filter((line) => line !== '')
}

t.test('completion in bash', async (t) => {
  t.test('offers commands and subcommands', async (t) => {
    t.ok(
      ['serve', 'store', 'token', 'snapshot', 'import', 'help'].every((name) =>
        offered('').includes(name),
      ),
    )
    t.same(offered('sna'), ['snapshot'])
    t.same(offered('snapshot', ''), ['save', 'restore', 'help'])
    t.same(offered('token', 'del'), ['delete'])
    t.same(offered('completion', ''), ['bash', 'zsh', 'fish'])
  })

  t.test('offers options, also after an option with a value', async (t) => {
    t.ok(
      ['--store', '--yes', '--json'].every((flag) =>
        offered('snapshot', 'restore', '-').includes(flag),
      ),
    )
    t.same(offered('snapshot', 'restore', '--store', 'save', '--y'), ['--yes'])
    t.same(offered('--allow-c'), ['--allow-clock'], 'the options of serve without a command')
    t.same(offered('events', '--fol'), ['--follow'])
    t.same(offered('store', 'list', '--nothing'), [])
  })

  t.test('offers the allowed values of an option', async (t) => {
    t.ok(offered('serve', '--log-level', '').includes('trace'))
    t.same(offered('check', '--type', 'gr'), ['groups'])
    t.same(offered('check', '--type', 'groups', '--as'), ['--as-of'])
    t.same(offered('token', 'list', '--store', ''), [], 'no words for a free value')
  })

  t.test('leaves file names to bash, and only for files', async (t) => {
    // Bash offers files if the function offers nothing, unless `compopt +o default` is called.
    const options = (...words: readonly string[]) => {
      const script = `source "$1"; shift; compopt() { echo "$@"; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _identity_center_scim`
      return spawnSync('bash', ['-c', script, 'bash', bashFile, 'x', ...words], {
        encoding: 'utf8',
      }).stdout
    }
    t.equal(options('import', ''), '')
    t.equal(options('serve', '--ready-file', ''), '')
    t.equal(options('serve', '--data-dir', ''), '')
    t.match(options('token', 'list', ''), '+o default')
    t.match(options('token', 'list', '--store', ''), '+o default')
  })

  t.test('offers every command and every option', async (t) => {
    for (const { path, commands, flags } of nodes) {
      const words = path.split('/').filter((word) => word !== '')
      t.ok(
        commands.every(({ name }) => offered(...words, name).includes(name)),
        `commands of ${path}`,
      )
      const all = new Set(offered(...words, '-'))
      for (const { names } of flags)
        t.ok(
          names.every((name) => all.has(name)),
          `${path} ${names}`,
        )
    }
  })
})

t.test('completion contains every command in every shell', async (t) => {
  const known = new Set(nodes.map(({ path }) => path))
  for (const [words, { options }] of allCommands()) {
    const path = `/${words.replaceAll(' ', '/')}`
    t.ok(known.has(path), path)
    for (const [shell, script] of scripts) t.ok(script.includes(path), `${path} in ${shell}`)
    for (const { long } of options) {
      t.ok(scripts.get('zsh')?.includes(`'${long?.replaceAll(':', '\\:')}:`), `${long} in zsh`)
      t.ok(
        scripts.get('fish')?.includes(`'__identity_center_scim_at '\\''${path}`) ||
          scripts.get('fish')?.includes(path),
      )
      t.ok(scripts.get('fish')?.includes(`-l ${long?.slice(2)} `), `${long} in fish`)
    }
  }
})

t.test('the scripts have valid syntax, for each shell that is installed', async (t) => {
  const shells = (process.env['PATH'] ?? '').split(':').flatMap((directory) => {
    try {
      return readdirSync(directory)
    } catch {
      return []
    }
  })
  for (const [shell, script] of scripts) {
    if (!shells.includes(shell)) continue
    const file = join(folder, shell)
    writeFileSync(file, script)
    t.equal(spawnSync(shell, ['-n', file]).status, 0, shell)
  }
})

t.test('an unknown shell is wrong usage', async (t) => {
  t.equal((await command(['completion', 'tcsh'])).code, 2)
  t.equal((await command(['completion'])).code, 2)
})
