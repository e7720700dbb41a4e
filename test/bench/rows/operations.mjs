// POST /Users, GET /Users?filter=userName eq and GET /Users/{id}, compared with bare handlers that use one statement
// each.
import { compared, fillAll, withServers } from '../compared.mjs'
import { userRequests } from '../people.mjs'
import { startBare, startOurs } from '../servers.mjs'

/** Measures the figures of one kind of database. */
export const operations = async ({ server, database, goal, connectionCounts }, context) => {
  const { form, wanted, profiled } = context
  const names = Object.keys(userRequests(form.users))
  const figures = connectionCounts.flatMap((connections) =>
    names.map((name) => {
      const figure = `${name}, ${database}, ${connections} connections`
      return { name, figure, connections }
    }),
  )
  const chosen = figures.filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  const starts = [startOurs, startBare].map((start) => () => start(server, { profiled }))
  await withServers(starts, async (servers) => {
    await fillAll(servers, { users: form.users })
    const requests = servers.map(() => userRequests(form.users))
    const warm = new Set()
    for (const { name, figure, connections } of chosen) {
      await compared(context, {
        figure,
        connections,
        isWarm: warm.has(name),
        sides: servers.map((server, index) => ({ server, next: requests[index][name] })),
        unit: 'requests/s',
        against: 'bare handler',
        goal: { least: goal },
      })
      warm.add(name)
    }
  })
}
