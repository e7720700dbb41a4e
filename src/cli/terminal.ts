import { createInterface } from 'node:readline'

/** Where a command reads and writes. Results go to `out`, everything else to `error`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Whether somebody is there to be asked. */
  readonly isInteractive: boolean
  readonly ask: (question: string) => Promise<string>
}

/** The terminal, or the pipes, of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  ask: (question) =>
    new Promise((resolve) => {
      const reader = createInterface({ input: process.stdin, output: process.stderr })
      reader.once('close', () => resolve('')) // Ctrl-C and Ctrl-D are no answer
      reader.question(question, (answer) => {
        resolve(answer)
        reader.close()
      })
    }),
}
