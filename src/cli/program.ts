import { type Command, CommanderError } from 'commander'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { RefusedByRule } from '../administration/shared/refused-by-rule.ts'
import { WrongUsage } from '../config.ts'
import { readableLines } from '../identity-center/code-points.ts'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { StartFailure } from '../store/start-failure.ts'
import { ConfirmationDeclined } from './confirm.ts'
import { NegativeResult } from './negative-result.ts'
import { refusalText } from './refusal-text.ts'
import { createServeProgram } from './serve-program.ts'
import type { Terminal } from './terminal.ts'

/** `no`: the command failed, or the answer to its question is no. `wrongUsage`: the arguments or settings are wrong. */
const exitCodes = { ok: 0, no: 1, wrongUsage: 2 } as const

const helpFlags = ['-h', '--help']

/** Whether the arguments name no command but `serve`. False for the help of the program, which lists all commands. */
const isServe = (args: readonly string[]): boolean => {
  const [first = 'serve'] = args
  return (
    first === 'serve' || (first.startsWith('-') && !args.some((arg) => helpFlags.includes(arg)))
  )
}

/** Loads the program with the commands that the arguments need. */
const loadProgram = async (args: readonly string[], terminal: Terminal): Promise<Command> => {
  if (isServe(args)) return createServeProgram(terminal)
  const { buildProgram } = await import('./all-commands.ts')
  return buildProgram(terminal)
}

const refuseUnknownCommand = (program: Command, [first = '-']: readonly string[]) => {
  const names = [...program.commands.map((command) => command.name()), 'help']
  if (first.startsWith('-') || names.includes(first)) return
  throw new WrongUsage(
    `There is no command ${JSON.stringify(first)}. Run with --help for a list of commands.`,
  )
}

/** The sentence and exit code for an error that the user can act on; undefined for a bug in this program. */
const describeError = (error: unknown): { code: number; sentence: string } | undefined => {
  if (error instanceof CommanderError) {
    const code = error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage
    return { code, sentence: '' } // commander has printed it
  }
  if (error instanceof NegativeResult) return { code: exitCodes.no, sentence: '' }
  if (error instanceof WrongUsage) return { code: exitCodes.wrongUsage, sentence: error.message }
  if (error instanceof RefusedByRule) return { code: exitCodes.no, sentence: refusalText(error) }
  if (error instanceof AdministrationError) {
    const code = error.kind === 'invalid' ? exitCodes.wrongUsage : exitCodes.no
    return { code, sentence: error.message }
  }
  if (error instanceof DatabaseUnavailable) {
    const sentence =
      error.outage === 'unreachable'
        ? 'The database is no longer reachable. Check that it is running and try again.'
        : `${error.message.replace(/^t/, 'T')}.`
    return { code: exitCodes.no, sentence }
  }
  if (error instanceof StartFailure || error instanceof ConfirmationDeclined) {
    return { code: exitCodes.no, sentence: error.message }
  }
  return undefined
}

/** Runs the command that the arguments name. Returns the exit code: 0, 1 or 2. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const program = await loadProgram(args, terminal)
    refuseUnknownCommand(program, args)
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    const described = describeError(error)
    if (described === undefined) {
      const trace = error instanceof Error ? error.stack : String(error)
      terminal.error(`This is a bug in identity-center-scim. Please report it.\n${trace}\n`)
      return exitCodes.no
    }
    if (described.sentence !== '') terminal.error(`${readableLines(described.sentence)}\n`)
    return described.code
  }
}
