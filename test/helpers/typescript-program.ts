import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { plainProcess } from './plain-process.ts'

/** The argument of Node with which it runs TypeScript. */
export const loader = `--import=${import.meta.resolve('tsx')}`

/** Runs a TypeScript file of the tests in a separate process and returns its output. */
export const typescriptProgram = (
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcessByStdio<null, Readable, null> =>
  spawn(...plainProcess(process.execPath, [loader, file, ...args]), {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
