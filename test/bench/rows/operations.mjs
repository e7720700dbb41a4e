// POST /Users, GET /Users?filter=userName eq and GET /Users/{id}, beside bare handlers that do the same by one statement.
import { createUser, findUser, getUser, idOf, nameOf } from '../people.mjs'
import { profile } from '../profile.mjs'
import { startBare, startOurs } from '../servers.mjs'
import { compare, slice } from '../slices.mjs'

const random = (most) => 1 + Math.floor(Math.random() * most)

const operations = (users) => {
  let created = 0
  return {
    'POST /Users': () => {
      created += 1
      return createUser(nameOf(`new-${created}`))
    },
    'GET /Users?filter=userName eq': () => findUser(nameOf(random(users))),
    'GET /Users/{id}': () => getUser(idOf('user', random(users))),
  }
}

/** The rows of one kind of database. */
export const measureOperations = async ({
  server,
  database,
  goal,
  form,
  wanted,
  report,
  profiled,
}) => {
  const { users, rounds, milliseconds, warmUp, connectionCounts } = form
  const names = Object.keys(operations(users))
  const figures = connectionCounts.flatMap((connections) =>
    names.map((name) => ({
      name,
      connections,
      figure: `${name}, ${database}, ${connections} connections`,
    })),
  )
  const chosen = figures.filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  const servers = [await startOurs(server, { profiled }), await startBare(server, { profiled })]
  try {
    for (const each of servers) await each.fill({ users })
    const sides = servers.map(({ client }) => ({ client, requests: operations(users) }))
    for (const name of new Set(chosen.map(({ name }) => name))) {
      for (const { client, requests } of sides)
        await slice(client, 10, { times: warmUp }, requests[name])
    }
    for (const { name, connections, figure } of chosen) {
      const pair = sides.map(({ client, requests }) => ({ client, next: requests[name] }))
      const result = await compare(pair, { connections, rounds, length: { milliseconds } })
      report({
        figure,
        unit: 'requests/s',
        against: 'bare handler',
        goal: { least: goal },
        ...result,
      })
      if (profiled) {
        const next = sides.map(({ requests }, index) => ({
          name: servers[index].name,
          server: servers[index],
          next: requests[name],
        }))
        await profile(figure, next, connections)
      }
    }
  } finally {
    for (const each of servers) await each.stop()
  }
}
