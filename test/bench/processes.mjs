// Starts processes and makes folders, and sees to it that none of them outlives the benchmark.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const atEnd = new Set()

/** Has something done when the benchmark ends, however it does. It must be done at once: nothing can be waited for then. */
export const whenAllEnds = (task) => {
  atEnd.add(task)
  return () => atEnd.delete(task)
}

process.on('exit', () => {
  for (const task of [...atEnd].reverse()) task()
})
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => process.exit(code))
}

/** A new folder, for as long as the benchmark runs. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'identity-center-scim-bench-'))
  const remove = () =>
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  const forget = whenAllEnds(remove)
  return {
    path,
    remove: () => {
      forget()
      remove()
    },
  }
}

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

/** A process of Node that says by one line of JSON that it is ready. */
export const start = async (path, variables, nodeArguments = []) => {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...variables }
  const child = spawn(process.execPath, [...nodeArguments, file(path)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const forget = whenAllEnds(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code, signal]) => {
    forget()
    return code ?? signal
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
    process.stderr.write(text)
  })
  /** What it has said on its standard error since it was last asked. */
  const complaints = () => {
    const text = said
    said = ''
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
  return { pid: child.pid, ready: JSON.parse(line), complaints, stop }
}
