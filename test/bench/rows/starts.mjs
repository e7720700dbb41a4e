// The time from the start of the process to the first response to an authenticated request, compared with the
// unavoidable part of a start; and the server's memory some seconds later.
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { client } from '../client.mjs'
import { newPlace } from '../databases.mjs'
import { folder, start } from '../processes.mjs'
import { memoryOf, secondsOf } from '../processor-time.mjs'
import { ourVariables } from '../servers.mjs'
import { median } from '../slices.mjs'

const program = '../../dist/main.js'
const template = fileURLToPath(new URL('../../../dist/pglite-template.tar', import.meta.url))

/** Starts our server on a database and sends a request. Returns the time, and the memory after `rest` milliseconds. */
const startAndRequest = async (place, token, rest) => {
  const begun = performance.now()
  const { pid, ready, stop } = await start(program, ourVariables(place))
  const accessToken = ready.accessToken ?? token
  const scim = client(ready.scimEndpoint, accessToken)
  await scim.ask({ method: 'GET', path: '/Users', status: 200, holds: 'totalResults' })
  const milliseconds = performance.now() - begun
  const processor = secondsOf([pid])
  await setTimeout(rest)
  const memory = memoryOf(pid, 'VmRSS')
  scim.close()
  await stop()
  return { milliseconds, processor, memory, accessToken }
}

/** Starts the other side: a process that does one thing and prints a line. */
const startOther = async (what, variables) => {
  const begun = performance.now()
  const { pid, stop } = await start('servers/other-starts.mjs', { BENCH_START: what, ...variables })
  const milliseconds = performance.now() - begun
  const processor = secondsOf([pid])
  await stop()
  return { milliseconds, processor }
}

/**
 * Measures our server and the other side in turn, and reports the medians of the times and the memory at rest after the
 * last start. Figures that `wanted` excludes are skipped.
 */
const measureInTurn = async ({ form, wanted, report }, { time, memory, ours, other }) => {
  let rest = 0
  const sides = [
    async () => {
      const started = await ours(rest)
      if (rest > 0 && wanted(memory.figure)) {
        report({ ...memory, unit: 'MB', ours: started.memory })
      }
      return started
    },
    other,
  ]
  const repeats = wanted(time.figure) ? form.repeats : 1
  const times = [[], []]
  for (let n = 0; n < repeats; n += 1) {
    for (const which of n % 2 === 0 ? [1, 0] : [0, 1]) {
      if (which === 1 && !wanted(time.figure)) continue
      if (which === 0 && n === repeats - 1 && wanted(memory.figure)) rest = form.restMilliseconds
      times[which].push(await sides[which]())
    }
  }
  if (!wanted(time.figure)) return
  const ratios = times[0].map(({ milliseconds }, n) => milliseconds / times[1][n].milliseconds)
  const [first, second] = times.map((all) => ({
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    microseconds: 1e6 * median(all.map(({ processor }) => processor)),
  }))
  report({
    ...time,
    unit: 'ms',
    ours: first.milliseconds,
    other: second.milliseconds,
    microseconds: { ours: first.microseconds, other: second.microseconds },
    ratio: median(ratios),
    ratios,
  })
}

/**
 * Calls `use` with a function that starts the server repeatedly on the same database. Only the first start prints the
 * token.
 */
const withRestarts = async (server, use) => {
  const place = await newPlace(server)
  try {
    const { accessToken } = await startAndRequest(place, undefined, 0)
    await use(place, (rest) => startAndRequest(place, accessToken, rest))
  } finally {
    await place.remove()
  }
}

/** Starts the server on a new database. */
const startOnNewDatabase = async (rest) => {
  const place = await newPlace(undefined)
  try {
    return await startAndRequest(place, undefined, rest)
  } finally {
    await place.remove()
  }
}

const loadTemplate = async () => {
  const data = folder()
  const where = { BENCH_DATABASE: join(data.path, 'data'), BENCH_TEMPLATE: template }
  const started = await startOther('load', where)
  data.remove()
  return started
}

export const starts = async ({ server }, context) => {
  const start = 'start to first answered request'
  const row = (figure, most, against) => ({ figure, goal: { most }, against })
  const isWanted = ({ time, memory }) =>
    context.wanted(time.figure) || context.wanted(memory.figure)

  const existing = {
    time: row(`${start}, existing PGlite directory`, 1.5, 'bare PGlite reopening it'),
    memory: row('memory at rest, existing PGlite directory', 450),
  }
  if (isWanted(existing)) {
    await withRestarts(undefined, async ({ ours: { SCIM_DATA_DIR } }, ours) => {
      const where = { BENCH_DATABASE: join(SCIM_DATA_DIR, 'database') }
      const other = () => startOther('reopen', where)
      await measureInTurn(context, { ...existing, ours, other })
    })
  }

  const first = {
    time: row(`very first ${start}, PGlite`, 1.7, 'bare PGlite loading the template'),
    memory: row('memory at rest, first start on PGlite', 450),
  }
  if (isWanted(first))
    await measureInTurn(context, { ...first, ours: startOnNewDatabase, other: loadTemplate })

  const postgresql = {
    time: row(`${start}, PostgreSQL`, 2.5, 'node importing fastify'),
    memory: row('memory at rest, PostgreSQL', 130),
  }
  if (server === undefined || !isWanted(postgresql)) return
  await withRestarts(server, async (_place, ours) => {
    await measureInTurn(context, { ...postgresql, ours, other: () => startOther('import', {}) })
  })
}
