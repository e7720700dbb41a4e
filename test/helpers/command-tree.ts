import type { Command } from 'commander'
import { buildProgram } from '../../src/cli/all-commands.ts'

/** The program with a terminal that discards all output. */
export const quietProgram = (): Command =>
  buildProgram({
    out: () => {},
    error: () => {},
    isInteractive: false,
    hasColors: false,
    input: async () => '',
    read: async function* () {},
    write: async () => {},
    ask: async () => '',
  })

/** Every command of the program with its words, such as `token list`. */
export const allCommands = (
  command: Command = quietProgram(),
  words: readonly string[] = [],
): readonly (readonly [words: string, command: Command])[] =>
  command.commands.flatMap((each) => {
    const own = [...words, each.name()]
    return [[own.join(' '), each] as const, ...allCommands(each, own)]
  })
