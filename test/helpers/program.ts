import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { Ready } from '../../src/app/ready.ts'
import { build, mainFile } from './build.ts'
import { plainProcess } from './plain-process.ts'

/** The result of a program that has ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

type Environment = Readonly<Record<string, string>>

/** Starts the built program with only PATH and the given variables. */
const start = (
  args: readonly string[],
  environment: Environment,
  within: readonly string[] = [],
) => {
  const [program, rest] = plainProcess(process.execPath, [mainFile, ...args])
  const [first = program, ...others] = [...within, program, ...rest]
  const child = spawn(first, others, {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...output }))
  })
  return { child, output, ended }
}

/** Runs the program to its end. `within`: a command line to run it with, such as a wrapper. */
export const runProgram = async (
  args: readonly string[],
  environment: Environment = {},
  within: readonly string[] = [],
): Promise<Ended> => {
  await build()
  return start(args, environment, within).ended
}

/** A folder that is removed when the test ends. */
export const temporaryFolder = (t: Pick<Test, 'teardown'>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-center-scim-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A server in a separate process. */
export interface ServerProcess {
  readonly ready: Ready
  readonly output: { readonly stdout: string; readonly stderr: string }
  readonly ended: Promise<Ended>
  readonly kill: (signal: NodeJS.Signals) => void
  /** Stops it gracefully and waits for its end. */
  readonly stop: () => Promise<Ended>
}

const readyMs = 120_000

/** Starts the program without waiting. It is killed when the test ends. */
export const launchProgram = async (
  t: Pick<Test, 'teardown'>,
  args: readonly string[],
  environment: Environment = {},
): Promise<Pick<ServerProcess, 'output' | 'ended' | 'kill'>> => {
  await build()
  const { child, output, ended } = start(args, environment)
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { output, ended, kill: (signal) => child.kill(signal) }
}

/** Starts `serve` on free ports and waits until it is ready. It is killed when the test ends. */
export const serveProgram = async (
  t: Pick<Test, 'teardown'>,
  args: readonly string[],
  environment: Environment = {},
  within: readonly string[] = [],
): Promise<ServerProcess> => {
  await build()
  const folder = temporaryFolder(t)
  const readyFile = join(folder, 'ready.json')
  const ports = ['--port', '0', '--admin-port', '0']
  const { child, output, ended } = start(
    ['serve', ...ports, '--ready-file', readyFile, ...args],
    environment,
    within,
  )
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const deadline = Date.now() + readyMs
  while (!existsSync(readyFile)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`the server did not start: ${output.stderr}`)
    }
    await sleep(20)
  }
  return {
    ready: JSON.parse(readFileSync(readyFile, 'utf8')),
    output,
    ended,
    kill: (signal) => child.kill(signal),
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
