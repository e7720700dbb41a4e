// Compares our server, with events, tokens and durable writes, with scimmy, another SCIM server on Node, in memory.
import { compared, fillAll, withServers } from '../compared.mjs'
import { joining, userRequests } from '../people.mjs'
import { startOurs, startScimmy } from '../servers.mjs'

const GROUPS = 10

export const peers = async ({ server, database, connectionCounts }, context) => {
  const { form, wanted, profiled } = context
  const { users, groupSize } = form
  const names = Object.keys(userRequests(users))
  const plain = connectionCounts.flatMap((connections, index) =>
    names.map((name) => ({
      figure: `${name} at ${users} users, ${database}, ${connections} connections`,
      connections,
      isWarm: index > 0,
      next: () => userRequests(users)[name],
      goal: { least: 4 },
    })),
  )
  // One group for each connection, so that no request waits for the lock of a group. scimmy takes seconds for a
  // request, so there are fewer rounds.
  const joins = {
    figure: `one member added to a group of ${groupSize}, ${database}, ${GROUPS} connections`,
    connections: GROUPS,
    rounds: Math.ceil(form.rounds / 2),
    next: () => joining({ users, groups: GROUPS, each: 1, already: groupSize }),
    goal: { least: 200 },
  }
  const chosen = [...plain, joins].filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  await withServers([() => startOurs(server, { profiled }), startScimmy], async (servers) => {
    const members = Array(GROUPS).fill(groupSize)
    await fillAll(servers, { users, groups: GROUPS, members })
    for (const { next, ...figure } of chosen) {
      const [ours, scimmy] = servers.map((server) => ({ server, next: next() }))
      await compared(context, {
        ...figure,
        sides: [ours, { ...scimmy, next: accepting200(scimmy.next) }],
        unit: 'requests/s',
        against: 'scimmy',
      })
    }
  })
}

/** scimmy responds to PATCH with 200 and the resource. */
const accepting200 = (next) => () => {
  const request = next()
  return request.status === 204 ? { ...request, status: 200 } : request
}
