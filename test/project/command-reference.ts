import type { Command, Option } from 'commander'
import { buildProgram } from '../../src/cli/all-commands.ts'
import { processTerminal } from '../../src/cli/terminal.ts'
import type { Setting } from '../../src/config/setting.ts'
import { administerSettings, serveSettings } from '../../src/config.ts'
import { code, table } from './markdown.ts'

const flagsOf = (settings: object) =>
  new Set(Object.values(settings).map(({ flag }: Setting<unknown>) => flag))
const common = flagsOf(administerSettings)
const ofServer = flagsOf(serveSettings)

const leavesOf = (command: Command, path: string): readonly (readonly [string, Command])[] =>
  command.commands.length === 0
    ? [[path, command]]
    : command.commands.flatMap((each) => leavesOf(each, `${path} ${each.name()}`))

const optionRow = ({ flags, description, argChoices }: Option) => [
  code(flags),
  argChoices === undefined ? description : `${description} (${argChoices.map(code).join(', ')})`,
]

/** The options of a command that are not described elsewhere: those of the server are in docs/settings.md. */
const ownOptions = (name: string, command: Command) =>
  command.options.filter(({ long }) => !(name === 'serve' ? ofServer : common).has(long ?? ''))

const described = ([path, command]: readonly [string, Command]): readonly string[] => {
  const name = path.trim()
  const parameters = command.registeredArguments.map((argument) => [
    code(argument.required ? `<${argument.name()}>` : `[${argument.name()}]`),
    argument.description,
  ])
  const rows = [...parameters, ...ownOptions(name, command).map(optionRow)]
  return [
    `### ${code(name)}`,
    command.description(),
    ...(name === 'serve'
      ? ['Its options are the [settings](settings.md#flags-and-environment-variables).']
      : []),
    ...(rows.length === 0 ? [] : [table(['argument or option', 'meaning'], rows)]),
  ]
}

/** Every command with its arguments and options. */
export const commandReference = (): string =>
  leavesOf(buildProgram(processTerminal), '').flatMap(described).join('\n\n')

/** The options that every command has that administers. */
export const commonOptions = (): string =>
  table(
    ['option', 'environment', 'meaning', 'default'],
    Object.values(administerSettings).map((setting: Setting<unknown>) => [
      setting.flag === undefined
        ? ''
        : code([setting.flag, setting.argument].filter(Boolean).join(' ')),
      setting.variables.map(code).join(', '),
      setting.meaning,
      setting.default === undefined ? '' : code(setting.default),
    ]),
  )
