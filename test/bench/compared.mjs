// Measures one figure: two servers do the same work in turn.
import { profile } from './profile.mjs'
import { alternate, answering } from './slices.mjs'

const WARM_CONNECTIONS = 10

/** Warms up both sides: the first thousands of requests are slower than later ones. */
const warmUp = async (works, { warmUp: times, warmUpMilliseconds: milliseconds }) => {
  for (const { work } of works) await work(WARM_CONNECTIONS, { times, milliseconds })
}

/**
 * Compares two sides, each a server with its `next` request or its `work`, and reports a row. `each`: units per
 * request. `asTime`: the ratio is one of times instead of rates, like the goal. `isWarm`: skip the warm-up, because the
 * same requests were measured just before.
 */
export const compared = async (
  { form, report, profiled },
  { figure, sides, connections, each = 1, asTime, isWarm = false, rounds = form.rounds, ...row },
) => {
  const works = sides.map(({ server, next, work = answering(server.client, next) }) => ({
    server,
    work,
  }))
  if (!isWarm) await warmUp(works, form)
  const { milliseconds } = form
  const result = await alternate(works, { connections, rounds, length: { milliseconds } })
  report({
    figure,
    ...row,
    ours: result.ours.rate * each,
    other: result.other.rate * each,
    microseconds: { ours: result.ours.processor, other: result.other.processor },
    ratio: asTime ? 1 / result.ratio : result.ratio,
    lostEvents: sides.some(({ server }) => server.hasLostEvents()),
    ratios: asTime ? result.ratios.map((ratio) => 1 / ratio) : result.ratios,
  })
  if (!profiled) return
  const profiles = sides.filter(({ next }) => next !== undefined)
  await profile(figure, profiles, connections)
}

/** Starts servers, calls `use` with them, and stops them, also after an error. */
export const withServers = async (starts, use) => {
  const started = await Promise.allSettled(starts.map((start) => start()))
  const servers = started.flatMap(({ value }) => value ?? [])
  try {
    const failed = started.find(({ status }) => status === 'rejected')
    if (failed !== undefined) throw failed.reason
    return await use(servers)
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}

/** Fills all servers with the same contents. */
export const fillAll = (servers, contents) => Promise.all(servers.map(({ fill }) => fill(contents)))
