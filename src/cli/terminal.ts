import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** The input and output of a command. Results go to `out`, all other output to `error`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Whether the command can ask questions: stdin and stderr are terminals. */
  readonly isInteractive: boolean
  readonly ask: (question: string) => Promise<string>
  /** Whether `out` is a terminal with colors. */
  readonly hasColors: boolean
  /** Reads all of standard input as text. */
  readonly input: () => Promise<string>
  /** Streams standard input. */
  readonly read: () => AsyncIterable<Uint8Array>
  /** Writes a long result to `out` with back pressure. */
  readonly write: (chunks: AsyncIterable<Uint8Array>) => Promise<void>
}

/** The standard streams of this process. */
export const processTerminal: Terminal = {
  out: (words) => process.stdout.write(words),
  error: (words) => process.stderr.write(words),
  isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  hasColors: process.stdout.isTTY === true && process.stdout.hasColors(),
  input: () => text(process.stdin),
  read: () => process.stdin,
  write: (chunks) => pipeline(Readable.from(chunks), process.stdout, { end: false }),
  ask: (question) =>
    new Promise((resolve) => {
      const reader = createInterface({ input: process.stdin, output: process.stderr })
      reader.once('close', () => resolve('')) // Ctrl-C or Ctrl-D: empty answer
      reader.question(question, (answer) => {
        resolve(answer)
        reader.close()
      })
    }),
}
