// PATCH requests that add 100 members to a group, compared with raw inserts: the bare handler's process inserts the
// same rows into a table without foreign keys, with one `unnest` for each 100 and without HTTP.
import { compared, fillAll, withServers } from '../compared.mjs'
import { joining } from '../people.mjs'
import { startBare, startOurs } from '../servers.mjs'

const EACH = 100

export const members = async ({ server, database, goal, connectionCounts }, context) => {
  const { form, wanted, profiled } = context
  const chosen = connectionCounts
    .map((connections) => ({
      connections,
      figure: `PATCH group adding ${EACH} members, ${database}, ${connections} connections`,
    }))
    .filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  const starts = [() => startOurs(server, { profiled }), () => startBare(server)]
  await withServers(starts, async ([ours, bare]) => {
    const { users, groups } = form
    await fillAll([ours, bare], { users, groups })
    const next = joining({ users, groups, each: EACH })
    for (const { connections, figure } of chosen) {
      await compared(context, {
        figure,
        connections,
        each: EACH,
        isWarm: connections !== chosen[0].connections,
        sides: [
          { server: ours, next },
          { server: bare, work: bare.insertMembers(EACH) },
        ],
        unit: 'members/s',
        against: 'raw unnest inserts',
        goal: { least: goal },
      })
    }
  })
}
