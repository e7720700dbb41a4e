// Starts processes and creates folders, and removes all of them when the benchmark ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const exitTasks = new Set()

/** Runs a synchronous task when the benchmark ends, for any reason. Returns a function that cancels it. */
export const onExit = (task) => {
  exitTasks.add(task)
  return () => exitTasks.delete(task)
}

process.on('exit', () => {
  for (const task of [...exitTasks].reverse()) task()
})
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => process.exit(code))
}

/** Creates a folder that is removed when the benchmark ends, or before by `remove`. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'identity-center-scim-bench-'))
  const remove = () =>
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  const cancel = onExit(remove)
  return {
    path,
    remove: () => {
      cancel()
      remove()
    },
  }
}

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Starts a Node process and waits for the line of JSON that it prints when it is ready. */
export const start = async (path, variables, nodeArguments = []) => {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...variables }
  const child = spawn(process.execPath, [...nodeArguments, file(path)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const cancel = onExit(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code, signal]) => {
    cancel()
    return code ?? signal
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
    process.stderr.write(text)
  })
  /** Its standard error since the last call. */
  const readErrors = () => {
    const text = errors
    errors = ''
    return text
  }
  const lines = createInterface(child.stdout)
  const firstLine = once(lines, 'line').then(([line]) => line)
  const line = await Promise.race([firstLine, ended.then(() => undefined)])
  if (line === undefined) throw new Error(`${path} ended with ${await ended} before it was ready.`)
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { pid: child.pid, ready: JSON.parse(line), readErrors, stop }
}
