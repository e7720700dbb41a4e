import { type Command, CommanderError } from 'commander'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { RefusedByRule } from '../administration/shared/refused-by-rule.ts'
import { WrongUsage } from '../config.ts'
import { readableLines } from '../identity-center/code-points.ts'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { StartFailure } from '../store/start-failure.ts'
import { AnswerIsNo } from './answer-is-no.ts'
import { Declined } from './confirm.ts'
import { refusalText } from './refusal-text.ts'
import { serveProgram } from './serve-program.ts'
import type { Terminal } from './terminal.ts'

/** Ok; the answer is no; the program was called wrongly. */
const exitCodes = { ok: 0, no: 1, wrongUsage: 2 } as const

const helpFlags = ['-h', '--help']

/** Whether these arguments can mean `serve` alone. The program's own help shows all commands. */
const meansServe = (args: readonly string[]): boolean => {
  const [first = 'serve'] = args
  return (
    first === 'serve' || (first.startsWith('-') && !args.some((arg) => helpFlags.includes(arg)))
  )
}

/** The program, with as many of its commands as these arguments need. */
const programFor = async (args: readonly string[], terminal: Terminal): Promise<Command> => {
  if (meansServe(args)) return serveProgram(terminal)
  const { buildProgram } = await import('./all-commands.ts')
  return buildProgram(terminal)
}

const refuseUnknownCommand = (program: Command, [first = '-']: readonly string[]) => {
  const names = [...program.commands.map((command) => command.name()), 'help']
  if (first.startsWith('-') || names.includes(first)) return
  throw new WrongUsage(
    `There is no command ${JSON.stringify(first)}; see --help for those there are.`,
  )
}

/** What a user did or met, in a sentence and an exit code; undefined for what is a fault of ours. */
const explain = (error: unknown): { code: number; sentence: string } | undefined => {
  if (error instanceof CommanderError) {
    const code = error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage
    return { code, sentence: '' } // it has been said already
  }
  if (error instanceof AnswerIsNo) return { code: exitCodes.no, sentence: '' }
  if (error instanceof WrongUsage) return { code: exitCodes.wrongUsage, sentence: error.message }
  if (error instanceof RefusedByRule) return { code: exitCodes.no, sentence: refusalText(error) }
  if (error instanceof AdministrationError) {
    const code = error.kind === 'invalid' ? exitCodes.wrongUsage : exitCodes.no
    return { code, sentence: error.message }
  }
  if (error instanceof DatabaseUnavailable) {
    const sentence =
      error.outage === 'unreachable'
        ? 'The database cannot be reached any more; see that it runs, and try again.'
        : `${error.message.replace(/^t/, 'T')}.`
    return { code: exitCodes.no, sentence }
  }
  if (error instanceof StartFailure || error instanceof Declined) {
    return { code: exitCodes.no, sentence: error.message }
  }
  return undefined
}

/** Runs the command that these arguments name, and gives its exit code. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const program = await programFor(args, terminal)
    refuseUnknownCommand(program, args)
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    const known = explain(error)
    if (known === undefined) {
      const trace = error instanceof Error ? error.stack : String(error)
      terminal.error(`This is a fault of the program; please report it.\n${trace}\n`)
      return exitCodes.no
    }
    if (known.sentence !== '') terminal.error(`${readableLines(known.sentence)}\n`)
    return known.code
  }
}
