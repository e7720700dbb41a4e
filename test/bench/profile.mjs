// Says where a server's time goes while it answers: which functions, grouped by whose they are.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processorTime } from './processor-time.mjs'
import { slice } from './slices.mjs'

const TOP = 15
/** Groups that take less than this part of the time are left out. */
const LEAST = 0.01
const LENGTH = { times: 5_000, milliseconds: 20_000 }

const maps = new Map()

/** The map of a file that was put together out of many; undefined where it was not. */
const mapOf = (url) => {
  if (!maps.has(url)) {
    const isOurs = url.startsWith('file:') && !url.includes('/node_modules/')
    const file = isOurs ? `${fileURLToPath(url)}.map` : ''
    maps.set(
      url,
      existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined,
    )
  }
  return maps.get(url)
}

/** The file that a function was written in, and its line there. */
const writtenIn = ({ url, lineNumber, columnNumber }) => {
  const { originalSource, originalLine } = mapOf(url)?.findEntry(lineNumber, columnNumber) ?? {}
  return originalSource === undefined
    ? { file: url, line: lineNumber + 1 }
    : { file: originalSource, line: originalLine + 1 }
}

/** Whose a function is. */
const groupOf = (frame) => {
  const { functionName, url } = frame
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'native code (sockets, kernel)'
  if (url.startsWith('wasm:')) return 'PGlite (WebAssembly)'
  if (url === '') return 'built in (system calls, V8)'
  const { file } = writtenIn(frame)
  const [, library] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? []
  if (library === 'pg' || library?.startsWith('pg-')) return 'pg driver'
  if (library !== undefined) return library
  const [, module] = /^node:(?:internal\/)?([^/]+)/.exec(file) ?? []
  if (module !== undefined) return `node:${module.replace(/^_/, '').replace(/_.*/, '')}`
  const [, ours] = /\/src\/(.+?)\/[^/]+$/.exec(file) ?? []
  if (ours !== undefined) return `src/${ours}`
  return file.includes('/src/') ? 'src' : 'the bare handler'
}

const placeOf = (frame) => {
  const { file, line } = writtenIn(frame)
  return `${frame.functionName || '(anonymous)'}  ${file.replace(/^.*\/(node_modules|src)\//, '')}:${line}`
}

/** Microseconds by group and by function, idle time apart. */
const sums = ({ nodes, samples, timeDeltas }) => {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const groups = new Map()
  const functions = new Map()
  const add = (map, key, time) => map.set(key, (map.get(key) ?? 0) + time)
  samples.forEach((id, index) => {
    const frame = frames.get(id)
    if (frame.functionName === '(idle)') return
    add(groups, groupOf(frame), timeDeltas[index])
    add(functions, placeOf(frame), timeDeltas[index])
  })
  return { groups, functions }
}

/**
 * The largest, as a request's part of the processor time: the profiler counts by the clock, which also runs while the
 * process waits for a processor.
 */
const top = (map, processor, count = Infinity) => {
  const total = [...map.values()].reduce((sum, time) => sum + time, 0)
  return [...map]
    .filter(([, time]) => time >= LEAST * total)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => ({ name, microseconds: (time / total) * processor }))
}

const toggle = ({ pid }) => process.kill(pid, 'SIGUSR2')

/** Profiles a server that was started with `profiled.mjs` while it answers such requests. */
const profileOf = async ({ server, next }, connections) => {
  rmSync(server.profileFile, { force: true })
  toggle(server)
  await setTimeout(200)
  const before = await processorTime(server)
  const { done: requests } = await slice(server.client, connections, LENGTH, next)
  const after = await processorTime(server)
  toggle(server)
  while (!existsSync(server.profileFile)) await setTimeout(50)
  const { groups, functions } = sums(JSON.parse(readFileSync(server.profileFile, 'utf8')))
  const used = Object.keys(before).map((what) => [
    what,
    (1e6 * (after[what] - before[what])) / requests,
  ])
  const processor = Object.fromEntries(used)
  return {
    processor,
    groups: top(groups, processor.server),
    functions: top(functions, processor.server, TOP),
  }
}

const lines = (entries) =>
  entries.map(({ name, microseconds }) => `  ${microseconds.toFixed(1).padStart(8)}  ${name}`)

/** Profiles each of `sides` in turn, and prints what came out, in microseconds for one request. */
export const profile = async (figure, sides, connections) => {
  for (const side of sides) {
    if (side.server.profileFile === undefined) continue
    const { processor, groups, functions } = await profileOf(side, connections)
    const times = Object.entries(processor).map(([what, time]) => `${what} ${Math.round(time)}`)
    console.log(
      [
        `${figure}, ${side.server.name}: microseconds of processor time for a request: ${times.join(', ')}`,
        ' by group:',
        ...lines(groups),
        ' by function:',
        ...lines(functions),
        '',
      ].join('\n'),
    )
  }
}
