import type { Command, Option } from 'commander'

/** The value of an option or argument: one of a set of words, a file, or free text. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'other' }

export interface Flag {
  /** Such as `-V` and `--version`. */
  readonly names: readonly string[]
  readonly description: string
  /** Undefined for an option without a value. */
  readonly value: Value | undefined
}

/** A command with its subcommands, options and first argument. */
export interface CommandNode {
  /** Such as `/token/list`. Empty for the program itself. */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly flags: readonly Flag[]
  readonly argument: Value | undefined
}

const valueFor = (name: string, choices: readonly string[] | undefined): Value => {
  if (choices !== undefined) return { kind: 'words', words: choices }
  return { kind: /file|directory/.test(name) ? 'file' : 'other' }
}

const toFlag = ({ short, long, description, required, optional, flags, argChoices }: Option) => ({
  names: [short, long].flatMap((name) => name ?? []),
  description,
  value: required || optional ? valueFor(flags, argChoices) : undefined,
})

const toNode = (command: Command, path: string): CommandNode => {
  const help = command.createHelp()
  const [argument] = command.registeredArguments
  return {
    path,
    commands: help.visibleCommands(command).map((each) => ({
      name: each.name(),
      description: help.subcommandDescription(each),
    })),
    flags: help.visibleOptions(command).map(toFlag),
    argument: argument && valueFor(argument.name(), argument.argChoices),
  }
}

const nodesBelow = (command: Command, path: string): readonly CommandNode[] => [
  toNode(command, path),
  ...command.commands.flatMap((each) => nodesBelow(each, `${path}/${each.name()}`)),
]

/** The program and all its commands. The program also gets the options of its default command. */
export const completionTree = (
  program: Command,
  defaultCommand: string,
): readonly CommandNode[] => {
  const [root, ...nodes] = nodesBelow(program, '')
  const flags = nodes.find(({ path }) => path === `/${defaultCommand}`)?.flags ?? []
  if (root === undefined) return nodes
  const own = new Set(root.flags.flatMap(({ names }) => names))
  const more = flags.filter(({ names }) => !names.some((name) => own.has(name)))
  return [{ ...root, flags: [...root.flags, ...more] }, ...nodes]
}
