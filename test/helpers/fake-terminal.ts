import { run } from '../../src/cli/program.ts'
import { fileOf } from './snapshots.ts'

/** The result of a command that ran in this process. */
export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly error: string
  readonly questions: readonly string[]
}

/** Runs a command. With `answer`, as on a terminal where it answers every question; without, as in a script. */
export const command = async (args: readonly string[], answer?: string): Promise<CommandResult> => {
  const result = { out: '', error: '', questions: [] as string[] }
  const code = await run(args, {
    out: (text) => {
      result.out += text
    },
    error: (text) => {
      result.error += text
    },
    isInteractive: answer !== undefined,
    hasColors: answer !== undefined,
    input: async () => answer ?? '',
    read: () => fileOf(answer ?? ''),
    write: async (chunks) => {
      for await (const chunk of chunks) result.out += Buffer.from(chunk).toString()
    },
    ask: async (question) => {
      result.questions.push(question)
      return answer ?? ''
    },
  })
  return { code, ...result }
}
