import t from 'tap'
import { allCommands } from '../helpers/command-tree.ts'

/** Those that print no more than that it has been done, and run on or print a script; and those that print JSON in any case. */
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

/** What loses nothing: a user is enabled again by one word. */
const harmless: readonly string[] = ['user disable']

const commands = allCommands()
const flagsOf = ([, { options }]: (typeof commands)[number]) => options.map(({ long }) => long)
const last = (words: string) => words.split(' ').at(-1) ?? ''

t.test('every command', async (t) => {
  for (const one of commands) {
    const [words, command] = one
    t.match(command.description(), /^[A-Z].*\.$/, words)
    const help = command.helpInformation()
    t.ok(help.includes(command.description().slice(0, 30)), `${words} --help`)
    t.match(help, '-h, --help', words)
    for (const option of command.options) t.not(option.description, '', `${words} ${option.long}`)
    for (const argument of command.registeredArguments) {
      t.not(argument.description, '', `${words} ${argument.name()}`)
    }
    if (command.commands.length > 0) continue

    if (!withoutJson.includes(words) && last(words) !== 'delete') {
      t.ok(flagsOf(one).includes('--json'), `${words} prints data, so it has --json`)
    }
    const loses = /^(delete|disable|reset|restore|rotate|import)$/.test(last(words))
    if (loses && !harmless.includes(words)) {
      t.ok(flagsOf(one).includes('--yes'), `${words} asks, unless --yes`)
    }
  }
})
