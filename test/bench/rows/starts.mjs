// From the start of the process to the first answered request that a token lets in, beside what starting costs in any case;
// and the memory of the server some seconds later.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { client } from '../client.mjs'
import { newPlace } from '../databases.mjs'
import { folder, start } from '../processes.mjs'
import { memoryOf } from '../processor-time.mjs'
import { ourVariables } from '../servers.mjs'
import { median } from '../slices.mjs'

const program = '../../dist/main.js'
const template = fileURLToPath(new URL('../../../dist/pglite-template.tar', import.meta.url))

/** Starts ours in a place and asks it something; the time that took, and its memory after so many milliseconds more. */
const startHere = async (place, token, { rest = 0 } = {}) => {
  const begun = performance.now()
  const { pid, ready, stop } = await start(program, ourVariables(place))
  const accessToken = ready.accessToken ?? token
  const scim = client(ready.scimEndpoint, accessToken)
  await scim.ask({ method: 'GET', path: '/Users', status: 200, holds: 'totalResults' })
  const milliseconds = performance.now() - begun
  await setTimeout(rest)
  const memory = memoryOf(pid, 'VmRSS')
  scim.close()
  await stop()
  return { milliseconds, memory, accessToken }
}

/** The other side: a process that does one thing and says so. */
const startOther = async (what, variables) => {
  const begun = performance.now()
  const { stop } = await start('servers/other-starts.mjs', { BENCH_START: what, ...variables })
  const milliseconds = performance.now() - begun
  await stop()
  return milliseconds
}

/** Both in turn, so many times; medians. */
const inTurn = async (figure, repeats, { report, goal, against }, ours, other) => {
  const times = [[], []]
  const sides = [ours, other]
  for (let n = 0; n < repeats; n += 1) {
    for (const which of n % 2 === 0 ? [0, 1] : [1, 0]) times[which].push(await sides[which]())
  }
  const ratio = median(times[0].map((time, n) => time / times[1][n]))
  const [first, second] = times.map(median)
  report({ figure, unit: 'ms', against, goal: { most: goal }, ours: first, other: second, ratio })
}

/** The same place again and again; the token is told at the first start only. */
const again = async (server, use) => {
  const place = await newPlace(server)
  try {
    const first = await startHere(place)
    return await use(place, (options) => startHere(place, first.accessToken, options))
  } finally {
    await place.remove()
  }
}

const time = async (started) => (await started).milliseconds

export const starts = async ({ server }, { form, wanted, report }) => {
  const { repeats } = form
  const rest = async (figure, goal, started) => {
    if (!wanted(figure)) return
    report({
      figure,
      unit: 'MB',
      goal: { most: goal },
      ours: (await started({ rest: form.restMilliseconds })).memory,
    })
  }
  const inNewPlace = async (options) => {
    const place = await newPlace(undefined)
    try {
      return await startHere(place, undefined, options)
    } finally {
      await place.remove()
    }
  }

  const existing = 'start to first answered request, existing PGlite directory'
  const restExisting = 'memory at rest, existing PGlite directory'
  if (wanted(existing) || wanted(restExisting)) {
    await again(undefined, async (place, startAgain) => {
      const database = join(place.ours.SCIM_DATA_DIR, 'database')
      if (wanted(existing)) {
        const row = { report, goal: 1.5, against: 'bare PGlite reopening it' }
        const other = () => startOther('reopen', { BENCH_DATABASE: database })
        await inTurn(existing, repeats, row, () => time(startAgain()), other)
      }
      await rest(restExisting, 450, startAgain)
    })
  }

  const veryFirst = 'very first start to first answered request, PGlite'
  if (wanted(veryFirst) && existsSync(template)) {
    const other = async () => {
      const data = folder()
      const where = { BENCH_DATABASE: join(data.path, 'data'), BENCH_TEMPLATE: template }
      const milliseconds = await startOther('load', where)
      data.remove()
      return milliseconds
    }
    const row = { report, goal: 1.7, against: 'bare PGlite loading the template' }
    await inTurn(veryFirst, repeats, row, () => time(inNewPlace()), other)
  }
  await rest('memory at rest, first start on PGlite', 450, inNewPlace)

  const onPostgresql = 'start to first answered request, PostgreSQL'
  const restPostgresql = 'memory at rest, PostgreSQL'
  if (server === undefined || !(wanted(onPostgresql) || wanted(restPostgresql))) return
  await again(server, async (_place, startAgain) => {
    if (wanted(onPostgresql)) {
      const row = { report, goal: 2.5, against: 'node importing fastify' }
      const other = () => startOther('import', {})
      await inTurn(onPostgresql, repeats, row, () => time(startAgain()), other)
    }
    await rest(restPostgresql, 130, startAgain)
  })
}
