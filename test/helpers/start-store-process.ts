import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { typescriptProgram } from './typescript-program.ts'

const program = fileURLToPath(new URL('./store-process.ts', import.meta.url))

export interface StoreProcess {
  readonly pid: number | undefined
  /** The complete lines that it has printed so far. */
  readonly lines: () => readonly string[]
  /** Waits until it has printed this many lines or has ended. */
  readonly printed: (count: number) => Promise<void>
  /** Kills it with SIGKILL and waits for its end. */
  readonly kill: () => Promise<void>
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

/** Starts store-process.ts on a data directory, or on a database by its URL. */
export const startStoreProcess = (t: Pick<Test, 'teardown'>, place: string): StoreProcess => {
  const child = typescriptProgram(program, [place])
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const closed = once(child, 'close')
  const lines = () => output.split('\n').slice(0, -1)
  const kill = async () => {
    if (!isOver(child)) child.kill('SIGKILL')
    await closed
  }
  t.teardown(kill)
  return {
    pid: child.pid,
    lines,
    printed: async (count) => {
      while (lines().length < count && !isOver(child)) {
        await Promise.race([once(child.stdout, 'data'), closed])
      }
    },
    kill,
  }
}
