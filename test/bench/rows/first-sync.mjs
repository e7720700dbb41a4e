// The first sync of an identity provider: each user and group is looked up and created, then each group gets its
// members, at most 100 in a request. The servers alternate by portions, so that other load on the machine affects both
// equally.
import { fillAll, withServers } from '../compared.mjs'
import { addMembers, createGroup, createUser, missGroup, missUser, nameOf } from '../people.mjs'
import { memoryOf } from '../processor-time.mjs'
import { startBare, startOurs } from '../servers.mjs'
import { forEach } from '../slices.mjs'

const CONNECTIONS = 16
const PORTIONS = 10
const MEMBERS_MAX = 100

const idIn = (body) => /"id":"([^"]+)"/.exec(body.latin1Slice())[1]

/** Every tenth group is large. The average is 25 members. */
const sizeOf = (group) => (group % 10 === 0 ? 160 : 10)

/** The steps of one server's sync: users, groups and requests for memberships, each done once by number. */
const syncOf = (users, groups) => {
  const userIds = []
  const groupIds = []
  const memberships = Array.from({ length: groups }, (_, group) => {
    const size = sizeOf(group)
    const members = Array.from({ length: size }, (_, n) => (group * 37 + n) % users)
    return Array.from({ length: Math.ceil(size / MEMBERS_MAX) }, (_, part) => ({
      group,
      members: members.slice(part * MEMBERS_MAX, (part + 1) * MEMBERS_MAX),
    }))
  }).flat()
  return [
    {
      count: users,
      once: async (ask, n) => {
        await ask(missUser(nameOf(n)))
        userIds[n] = idIn(await ask(createUser(nameOf(n))))
      },
    },
    {
      count: groups,
      once: async (ask, n) => {
        await ask(missGroup(`group-${n}`))
        groupIds[n] = idIn(await ask(createGroup(`group-${n}`)))
      },
    },
    {
      count: memberships.length,
      once: async (ask, n) => {
        const { group, members } = memberships[n]
        const ids = members.map((user) => userIds[user])
        await ask(addMembers(groupIds[group], ids))
      },
    },
  ]
}

/** Seconds that each server took. */
const sync = async (servers, users, groups) => {
  const syncs = servers.map(() => syncOf(users, groups))
  const seconds = servers.map(() => 0)
  for (const phase of syncs[0].keys()) {
    for (let portion = 0; portion < PORTIONS; portion += 1) {
      for (const which of portion % 2 === 0 ? [0, 1] : [1, 0]) {
        const { count, once } = syncs[which][phase]
        const [from, to] = [portion, portion + 1].map((n) => Math.floor((count * n) / PORTIONS))
        const start = performance.now()
        const { client } = servers[which]
        await forEach(client, CONNECTIONS, to - from, (ask, n) => once(ask, from + n))
        seconds[which] += (performance.now() - start) / 1000
      }
    }
  }
  return seconds
}

export const firstSync = async ({ server, database }, { form, wanted, report }) => {
  const { users, groups } = form.firstSync
  const figure = `first sync of ${users} users, ${groups} groups, ${groups * 25} memberships, ${database}, ${CONNECTIONS} connections`
  const memory = `memory at the most in a first sync of ${users} users, ${database}`
  if (!wanted(figure) && !wanted(memory)) return

  await withServers([() => startOurs(server), () => startBare(server)], async (servers) => {
    await fillAll(servers, {})
    const [ours, other] = await sync(servers, users, groups)
    report({
      figure,
      unit: 's',
      against: 'bare handlers',
      goal: { most: 1.6 },
      ours,
      other,
      ratio: ours / other,
      lostEvents: servers[0].hasLostEvents(),
    })
    const megabytes = memoryOf(servers[0].pid, 'VmHWM')
    report({ figure: memory, unit: 'MB', goal: { most: 250 }, ours: megabytes })
  })
}
