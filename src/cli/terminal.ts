import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** Where a command reads and writes. Results go to `out`, everything else to `error`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Whether somebody is there to be asked. */
  readonly isInteractive: boolean
  readonly ask: (question: string) => Promise<string>
  /** Whether results go to a terminal that shows colours. */
  readonly hasColours: boolean
  /** All that is piped in. */
  readonly input: () => Promise<string>
  /** The same as it comes. */
  readonly read: () => AsyncIterable<Uint8Array>
  /** Results that are long, no faster than they are read. */
  readonly write: (chunks: AsyncIterable<Uint8Array>) => Promise<void>
}

/** The terminal, or the pipes, of this process. */
export const processTerminal: Terminal = {
  out: (words) => process.stdout.write(words),
  error: (words) => process.stderr.write(words),
  isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  hasColours: process.stdout.isTTY === true && process.stdout.hasColors(),
  input: () => text(process.stdin),
  read: () => process.stdin,
  write: (chunks) => pipeline(Readable.from(chunks), process.stdout, { end: false }),
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
