// The time of requests in a large store and a large group, compared with a small store and a small group.
import { compared, withServers } from '../compared.mjs'
import { idOf, joining, pageAt, patchUser, userRequests } from '../people.mjs'
import { startOurs } from '../servers.mjs'

const CONNECTIONS = 10
const FEW = 1_000
/** Members added to a small group before the next group. */
const TURN = 40
const SMALL = 10
const SMALL_GROUPS = 500

/** The cursor of the last page, found by reading all pages. */
const lastCursor = async ({ client }) => {
  let cursor = ''
  for (;;) {
    const { nextCursor } = await client.ask(pageAt(cursor))
    if (nextCursor === undefined) return cursor
    cursor = nextCursor
  }
}

const patches = (users) => {
  let asked = 0
  return () => {
    asked += 1
    return patchUser(idOf('user', 1 + ((asked * 7_919) % users)), `Ada ${asked}`)
  }
}

export const growth = async ({ server, database }, context) => {
  const { form, wanted } = context
  const { manyUsers: many, largeGroup } = form
  const goal = { most: 1.25 }

  /** Two sides with the same requests, with many users and with few. */
  const atBoth =
    (requestsAt) =>
    ([large, small]) => [
      { server: large, next: requestsAt(many) },
      { server: small, next: requestsAt(FEW) },
    ]
  const named = (name) => atBoth((users) => userRequests(users)[name])
  const one = { users: many, each: 1 }
  const figures = [
    {
      name: `last page by cursor of ${many} users`,
      sides: async ([large]) => {
        const last = await lastCursor(large)
        return [last, ''].map((cursor) => ({ server: large, next: () => pageAt(cursor) }))
      },
      against: 'first page',
      goal: { most: 1.5 },
    },
    ...[
      ['GET /Users?filter=userName eq', named('GET /Users?filter=userName eq')],
      ['GET /Users/{id}', named('GET /Users/{id}')],
      ['PATCH /Users/{id}', atBoth(patches)],
      ['POST /Users', named('POST /Users')],
    ].map(([name, sides]) => ({
      name: `${name} at ${many} users`,
      sides,
      against: `at ${FEW} users`,
      goal,
    })),
    {
      name: `one member added to a group of ${largeGroup}`,
      sides: ([large]) => [
        { server: large, next: joining({ ...one, groups: 1, already: largeGroup }) },
        {
          server: large,
          next: joining({
            ...one,
            groups: SMALL_GROUPS,
            already: SMALL,
            firstGroup: 2,
            turn: TURN,
          }),
        },
      ],
      against: `a group of ${SMALL}`,
      goal,
    },
  ].map((figure) => ({
    ...figure,
    figure: `time of ${figure.name}, ${database}, ${CONNECTIONS} connections`,
  }))
  const chosen = figures.filter(({ figure }) => wanted(figure))
  if (chosen.length === 0) return

  const start = () => startOurs(server, { profiled: context.profiled })
  await withServers([start, start], async (servers) => {
    const members = [largeGroup, ...Array(SMALL_GROUPS).fill(SMALL)]
    await servers[0].fill({ users: many, groups: members.length, members })
    await servers[1].fill({ users: FEW })
    for (const { name: _, sides, ...figure } of chosen) {
      await compared(context, {
        ...figure,
        connections: CONNECTIONS,
        sides: await sides(servers),
        unit: 'requests/s',
        asTime: true,
      })
    }
  })
}
