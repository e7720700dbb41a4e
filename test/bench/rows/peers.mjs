// Another SCIM server on Node that people use, scimmy, in memory; ours with events, tokens and durable writes.
import { compared, withServers } from '../compared.mjs'
import { joining, userRequests } from '../people.mjs'
import { startOurs, startScimmy } from '../servers.mjs'

const GROUPS = 10

export const peers = async ({ server, database }, context) => {
  const { form, wanted, profiled } = context
  const { users, groupSize } = form
  const plain = Object.keys(userRequests(users)).map((name) => ({
    figure: `${name} at ${users} users, ${database}, 10 connections`,
    next: () => userRequests(users)[name],
    goal: { least: 4 },
  }))
  // One group for each connection: nobody waits for the lock of another one's group.
  const joins = {
    figure: `one member added to a group of ${groupSize}, ${database}, 10 connections`,
    next: () => joining({ users, groups: GROUPS, each: 1, already: groupSize }),
    goal: { least: 200 },
  }
  const chosen = [...plain, joins].filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  await withServers([() => startOurs(server, { profiled }), startScimmy], async (servers) => {
    for (const each of servers) {
      await each.fill({ users, groups: GROUPS, members: Array(GROUPS).fill(groupSize) })
    }
    for (const { figure, next, goal } of chosen) {
      const [ours, scimmy] = servers.map((server) => ({ server, next: next() }))
      await compared(context, {
        figure,
        connections: 10,
        sides: [ours, { ...scimmy, next: accepting200(scimmy.next) }],
        unit: 'requests/s',
        against: 'scimmy',
        goal,
      })
    }
  })
}

/** scimmy answers a PATCH with what became of the resource. */
const accepting200 = (next) => () => {
  const request = next()
  return request.status === 204 ? { ...request, status: 200 } : request
}
