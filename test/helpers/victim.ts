import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import type { Ready } from '../../src/app/ready.ts'
import type { Timeouts } from '../../src/http/shared/timeouts.ts'
import { testDatabase } from './database.ts'
import { plainProcess } from './plain-process.ts'
import { loader } from './typescript-program.ts'

const program = fileURLToPath(new URL('./victim-process.ts', import.meta.url))

/** A server in a process of its own, to be treated badly. */
export interface Victim {
  readonly ready: Ready
  /** Of the SCIM listener, and of the private one. */
  readonly port: number
  readonly adminPort: number
  /** The path of the SCIM endpoint. */
  readonly path: string
  /** The lines that let a request in: Host and Authorization. */
  readonly headers: string
  readonly adminHeaders: string
  /** What it holds in memory once its garbage is collected; in bytes. */
  readonly held: () => Promise<number>
  /** How much memory the process takes, where the system tells; in bytes. */
  readonly resident: () => number | undefined
  /** What it has logged as its own mistakes, or as events that were not kept. */
  readonly complaints: () => readonly string[]
}

const environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SCIM_')))

/** Starts a server that waits for slow clients as it is told to; its standard log goes nowhere. */
export const startVictim = async (
  t: Pick<Test, 'teardown'>,
  { timeouts, ...flags }: { readonly timeouts?: Timeouts; readonly [flag: string]: unknown } = {},
): Promise<Victim> => {
  const place = { dataDir: 'memory:', ...(await testDatabase(t)) }
  const all = { port: '0', adminPort: '0', ...place, ...flags }
  const args = [
    loader,
    '--expose-gc',
    program,
    JSON.stringify(all),
    JSON.stringify(timeouts ?? null),
  ]
  const child = spawn(...plainProcess(process.execPath, args), {
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`the server has ended: ${log}`)
    return JSON.parse(value)
  }
  const ready: Ready = await next()
  const { port, pathname: path } = new URL(ready.scimEndpoint ?? '')
  const statusFile = `/proc/${child.pid}/status`
  return {
    ready,
    port: Number(port),
    adminPort: Number(new URL(ready.adminUrl).port),
    path,
    headers: `Host: test\r\nAuthorization: Bearer ${ready.accessToken}\r\n`,
    adminHeaders: `Host: 127.0.0.1\r\nAuthorization: Bearer ${ready.adminToken}\r\n`,
    held: async () => {
      child.stdin.write('\n')
      const { heapUsed, external } = await next()
      return heapUsed + external
    },
    resident: () => {
      if (process.platform !== 'linux') return undefined
      return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(statusFile, 'utf8'))?.[1]) * 1_024
    },
    complaints: () => log.split('\n').filter((line) => line !== ''),
  }
}
