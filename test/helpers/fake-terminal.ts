import { run } from '../../src/cli/program.ts'
import { fileOf } from './snapshots.ts'

/** What a command that ran in this process said. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly error: string
  readonly questions: readonly string[]
}

/** Runs a command as on a terminal where each question gets this answer; without one, as in a script. */
export const command = async (args: readonly string[], answer?: string): Promise<Said> => {
  const said = { out: '', error: '', questions: [] as string[] }
  const code = await run(args, {
    out: (text) => {
      said.out += text
    },
    error: (text) => {
      said.error += text
    },
    isInteractive: answer !== undefined,
    hasColours: answer !== undefined,
    input: async () => answer ?? '',
    read: () => fileOf(answer ?? ''),
    write: async (chunks) => {
      for await (const chunk of chunks) said.out += Buffer.from(chunk).toString()
    },
    ask: async (question) => {
      said.questions.push(question)
      return answer ?? ''
    },
  })
  return { code, ...said }
}
