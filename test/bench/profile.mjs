// Profiles a server under load: time by function, and by the library or module of the function.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processorTime } from './processor-time.mjs'
import { slice } from './slices.mjs'

const TOP = 15
/** Groups below this share of the time are omitted. */
const SHARE_MIN = 0.01
const LENGTH = { times: 5_000, milliseconds: 20_000 }

const maps = new Map()

/** The source map of a bundled file; undefined for other files. */
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

/** The source file and line of a function. */
const sourceOf = ({ url, lineNumber, columnNumber }) => {
  const { originalSource, originalLine } = mapOf(url)?.findEntry(lineNumber, columnNumber) ?? {}
  return originalSource === undefined
    ? { file: url, line: lineNumber + 1 }
    : { file: originalSource, line: originalLine + 1 }
}

/** The library or module of a function. */
const groupOf = (frame) => {
  const { functionName, url } = frame
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'native code (sockets, kernel)'
  if (url.startsWith('wasm:')) return 'PGlite (WebAssembly)'
  if (url === '') return 'built in (system calls, V8)'
  const { file } = sourceOf(frame)
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
  const { file, line } = sourceOf(frame)
  return `${frame.functionName || '(anonymous)'}  ${file.replace(/^.*\/(node_modules|src)\//, '')}:${line}`
}

/** Microseconds by group and by function, without idle time. */
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
 * The largest entries, scaled to the processor time of one request: the profiler measures wall time, which includes
 * waits for a processor.
 */
const top = (map, processor, count = Infinity) => {
  const total = [...map.values()].reduce((sum, time) => sum + time, 0)
  return [...map]
    .filter(([, time]) => time >= SHARE_MIN * total)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, time]) => ({ name, microseconds: (time / total) * processor }))
}

const toggle = ({ pid }) => process.kill(pid, 'SIGUSR2')

/** Profiles a server that was started with `profiled.mjs`, while it handles requests from `next`. */
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

/** Profiles each of `sides` in turn and prints microseconds per request. */
export const profile = async (figure, sides, connections) => {
  for (const side of sides) {
    if (side.server.profileFile === undefined) continue
    const { processor, groups, functions } = await profileOf(side, connections)
    const times = Object.entries(processor).map(([what, time]) => `${what} ${Math.round(time)}`)
    console.log(
      [
        `${figure}, ${side.server.name}: microseconds of processor time per request: ${times.join(', ')}`,
        ' by group:',
        ...lines(groups),
        ' by function:',
        ...lines(functions),
        '',
      ].join('\n'),
    )
  }
}
