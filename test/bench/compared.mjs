// One figure: two servers do the like in turn.
import { profile } from './profile.mjs'
import { alternate, rateOf } from './slices.mjs'

const WARM_CONNECTIONS = 10

/** What is asked for the first thousands of times is not what it costs later. */
const warmUp = async (rates, { warmUp: times, warmUpMilliseconds: milliseconds }) => {
  for (const rate of rates) await rate(WARM_CONNECTIONS, { times, milliseconds })
}

/**
 * Compares two sides, each `{ server, next }` or `{ rate }`. `each` is how many of the unit a request stands for,
 * `asTime` has the ratio be one of times, as the goal is, and `isWarm` says that the like has been measured just now.
 */
export const compared = async (
  context,
  { figure, sides, connections, each = 1, asTime, isWarm = false, ...row },
) => {
  const { form, report, profiled } = context
  const rates = sides.map(({ rate, server, next }) => rate ?? rateOf(server.client, next))
  if (!isWarm) await warmUp(rates, form)
  const { rounds, milliseconds } = form
  const result = await alternate(rates, { connections, rounds, length: { milliseconds } })
  report({
    figure,
    ...row,
    ours: result.ours * each,
    other: result.other * each,
    ratio: asTime ? 1 / result.ratio : result.ratio,
    ratios: asTime ? result.ratios.map((ratio) => 1 / ratio) : result.ratios,
  })
  if (!profiled) return
  const profiles = sides.filter(({ next }) => next !== undefined)
  await profile(figure, profiles, connections)
}

/** Starts servers one after the other, does something with them, and stops them whatever happens. */
export const withServers = async (starts, use) => {
  const servers = []
  try {
    for (const start of starts) servers.push(await start())
    return await use(servers)
  } finally {
    for (const server of servers) await server.stop()
  }
}
