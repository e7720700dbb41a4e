import type { Command } from 'commander'
import t from 'tap'
import { allCommands, quietProgram } from '../helpers/command-tree.ts'
import { command as run } from '../helpers/fake-terminal.ts'

/** Commands without --json: they print no data, a script, or JSON in any case. */
const withoutJson: readonly string[] = [
  'migrate',
  'completion',
  'reset',
  'group add-member',
  'group remove-member',
  'store settings',
  'settings set',
  'settings unset',
]

/** Commands that lose no data, despite their names: `user enable` reverts `user disable`. */
const harmless: readonly string[] = ['user disable']

/** The verbs that descriptions begin with. A new one must be an imperative, too. */
const verbs = [
  ...['Add', 'Change', 'Check', 'Create', 'Delete', 'Disable', 'Enable', 'Explain', 'Freeze'],
  ...['Import', 'List', 'Manage', 'Migrate', 'Print', 'Remove', 'Replace', 'Reset', 'Run'],
  ...['Save', 'Set', 'Show', 'Start'],
]

const commands = allCommands()
const flagsOf = (command: Command) => command.options.map(({ long }) => long)
const lastWord = (words: string) => words.split(' ').at(-1) ?? ''

/** The lines of the examples in a help text, without the name of the program. */
const examplesIn = (help: string): readonly string[] => {
  const [, after = ''] = help.split('\nExamples:\n')
  const [section = ''] = after.split(/\n(?! {2}identity-center-scim)/)
  return section.split('\n').map((line) => line.trim().replace(/^identity-center-scim ?/, ''))
}

t.test('the help of every command', async (t) => {
  for (const [words, command] of [['', quietProgram()] as const, ...commands]) {
    const { code, out } = await run([...words.split(' ').filter(Boolean), '--help'])
    t.equal(code, 0, words)

    await t.test(`${words} --help begins with a verb in the imperative`, async (t) => {
      const description = command.description()
      t.ok(verbs.includes(description.split(' ')[0] ?? ''), description)
      t.match(description, /\.$/)
      t.ok(out.includes(description.slice(0, 30)))
      t.match(out, '-h, --help')
    })

    await t.test(`${words} --help has an example that the program accepts`, async (t) => {
      const examples = examplesIn(out)
      t.ok(examples.length > 0 && examples.every((example) => example !== undefined))
      for (const example of examples) {
        const [, target = quietProgram()] =
          commands
            .filter(([each]) => `${example} `.startsWith(`${each} `))
            .sort(([one], [other]) => other.length - one.length)[0] ?? []
        if (words !== '') t.ok(`${example} `.startsWith(`${words} `), example)
        t.equal(target.commands.length === 0 || words === '', true, `${example} names a command`)
        const known = [...flagsOf(target), ...flagsOf(quietProgram())]
        for (const flag of example.match(/(?<= )--[a-z-]+/g) ?? []) {
          t.ok(known.includes(flag), `${example} has ${flag}`)
        }
      }
    })

    await t.test(`${words} --help describes options and arguments in one style`, async (t) => {
      const described = [...command.options, ...command.registeredArguments]
      for (const { description } of described) {
        if (description === 'output the version number') continue // commander's own
        t.match(description, /^(?:[a-z]|URL|CSV|PostgreSQL)/)
        t.notMatch(description, /\.$/)
      }
    })
  }
})

t.test('commands have the options that scripts need', async (t) => {
  for (const [words, command] of commands) {
    if (command.commands.length > 0) continue
    if (!withoutJson.includes(words) && lastWord(words) !== 'delete') {
      t.ok(flagsOf(command).includes('--json'), `${words} prints data, so it has --json`)
    }
    const isDestructive = /^(delete|disable|reset|restore|rotate|import)$/.test(lastWord(words))
    if (isDestructive && !harmless.includes(words)) {
      t.ok(flagsOf(command).includes('--yes'), `${words} asks for confirmation, so it has --yes`)
    }
  }
})
