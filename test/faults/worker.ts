import { isDeepStrictEqual } from 'node:util'
import type { Random } from '../helpers/random.ts'
import type { Answer, Journal } from './journal.ts'

// biome-ignore lint/suspicious/noExplicitAny: a resource as it was answered
type Resource = any

interface Group {
  displayName: string
  readonly members: Set<string>
}

/** Finds out, once the server is back, whether an unconfirmed change happened. Reports a partial change to the journal. */
type Settle = () => Promise<boolean>

/** One client: the changes that it requests, and the state that must follow. Only it touches its own data. */
export interface Worker {
  readonly users: ReadonlyMap<string, Resource>
  readonly gone: ReadonlySet<string>
  readonly groups: ReadonlyMap<string, Group>
  /** Its users that are in the group of all workers. */
  readonly shared: ReadonlySet<string>
  /** Requests one change after the other until it is stopped, or a change is not confirmed. */
  readonly run: (isOver: () => boolean) => Promise<void>
  /** Whether each unconfirmed change happened, by its mark. */
  readonly settle: () => Promise<ReadonlyMap<string, boolean>>
}

export interface WorkerOptions {
  readonly name: string
  readonly random: Random
  readonly journal: Journal
  /** The group with users of all workers. */
  readonly everyone: string
  /** A user name that other workers use as well. */
  readonly contested: () => string
}

const usersAtMost = 60
const groupsAtMost = 4
const membersAtMost = 50

/** Three attributes with the mark of the change that wrote them. If they differ, a change was partial. */
const written = (mark: string) => ({ title: mark, nickName: mark, userType: mark })
const userBody = (userName: string, mark: string) => ({
  userName,
  displayName: userName,
  name: { givenName: 'Ada', familyName: 'Example' },
  emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
  active: true,
  ...written(mark),
})
const holds = (resource: Resource, part: Resource) =>
  Object.entries(part).every(([name, value]) => isDeepStrictEqual(resource?.[name], value))
const same = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((item) => other.has(item))

/** The members of a group. */
export const membersOf = async (journal: Journal, groupId: string): Promise<Set<string>> => {
  const found = new Set<string>()
  let cursor = ''
  do {
    const page = JSON.parse(await journal.admin(`/groups/${groupId}/members?limit=100${cursor}`))
    for (const { userId } of page.items) found.add(userId)
    cursor = page.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`
  } while (cursor !== '')
  return found
}

export const worker = ({ name, random, journal, everyone, contested }: WorkerOptions): Worker => {
  const users = new Map<string, Resource>()
  const gone = new Set<string>()
  const groups = new Map<string, Group>()
  const shared = new Set<string>()
  const open = new Map<string, Settle>()
  const { problems, change, read } = journal
  let count = 0

  /** Requests a change. Returns the response, unless it is an unexpected one. */
  const ask = async (
    mark: string,
    [method, path, body]: readonly [string, string, unknown?],
    expected: readonly number[],
    settle: Settle,
  ): Promise<Answer | undefined> => {
    const answer = await change(mark, method, path, body)
    if (answer === undefined) open.set(mark, settle)
    else if (!expected.includes(answer.status)) {
      problems.push(`${mark}: ${method} ${path} was answered ${answer.status}`)
      return undefined
    }
    return answer
  }
  const half = (mark: string, what: unknown) => {
    problems.push(`${mark} has happened by half: ${JSON.stringify(what)}`)
    return true
  }
  const byFilter = async (kind: 'Users' | 'Groups', filter: string): Promise<Resource> =>
    (await read(`/${kind}?filter=${encodeURIComponent(filter)}`)).json.Resources?.[0]

  const createUser = async (mark: string, userName: string, expected: readonly number[]) => {
    const body = userBody(userName, mark)
    const answer = await ask(mark, ['POST', '/Users', body], expected, async () => {
      const found = await byFilter('Users', `userName eq "${userName}"`)
      if (found?.title !== mark) return false // missing, or written by another worker
      users.set(found.id, found)
      return holds(found, body) || half(mark, found)
    })
    if (answer?.status === 201) users.set(answer.json.id, answer.json)
  }

  const rewrite = async (mark: string, id: string, isPatch: boolean) => {
    const before = users.get(id)
    const replaced = Object.entries(written(mark))
    const request = isPatch
      ? { Operations: replaced.map(([path, value]) => ({ op: 'replace', path, value })) }
      : { id, ...userBody(before.userName, mark) }
    const path = `/Users/${id}`
    const method = isPatch ? 'PATCH' : 'PUT'
    const answer = await ask(mark, [method, path, request], [200], async () => {
      const { json } = await read(path)
      if (isDeepStrictEqual(json, before)) return false
      users.set(id, json)
      return holds(json, userBody(before.userName, mark)) || half(mark, json)
    })
    if (answer !== undefined) users.set(id, answer.json)
  }

  const forget = (id: string) => {
    users.delete(id)
    shared.delete(id)
    for (const { members } of groups.values()) members.delete(id)
    gone.add(id)
    return true
  }
  const deleteUser = async (mark: string, id: string) => {
    const answer = await ask(mark, ['DELETE', `/Users/${id}`], [204], async () => {
      const { status, json } = await read(`/Users/${id}`)
      if (status === 404) return forget(id)
      return isDeepStrictEqual(json, users.get(id)) ? false : half(mark, json)
    })
    if (answer !== undefined) forget(id)
  }

  const createGroup = async (mark: string) => {
    const body = { displayName: mark, externalId: mark }
    const keep = (id: string) => groups.set(id, { displayName: mark, members: new Set() })
    const answer = await ask(mark, ['POST', '/Groups', body], [201], async () => {
      const found = await byFilter('Groups', `displayName eq "${mark}"`)
      if (found === undefined) return false
      keep(found.id)
      return holds(found, body) || half(mark, found)
    })
    if (answer !== undefined) keep(answer.json.id)
  }

  /** Renames the group and changes its members in one request, which is atomic. */
  const rewriteGroup = async (mark: string, id: string, group: Group, op: 'add' | 'remove') => {
    const { members, displayName } = group
    const chosen =
      op === 'add' ? [...users.keys()].slice(0, membersAtMost) : [...members].slice(0, 5)
    const after = new Set(members)
    for (const user of chosen) op === 'add' ? after.add(user) : after.delete(user)
    const keep = () => groups.set(id, { displayName: mark, members: after })
    const Operations = [
      { op: 'replace', path: 'displayName', value: mark },
      ...(chosen.length === 0
        ? []
        : [{ op, path: 'members', value: chosen.map((value) => ({ value })) }]),
    ]
    const answer = await ask(mark, ['PATCH', `/Groups/${id}`, { Operations }], [204], async () => {
      const found = (await read(`/Groups/${id}`)).json.displayName
      const there = await membersOf(journal, id)
      if (found === displayName && same(there, members)) return false
      keep()
      return (found === mark && same(there, after)) || half(mark, [found, [...there], [...after]])
    })
    if (answer !== undefined) keep()
  }

  const deleteGroup = async (mark: string, id: string) => {
    const forgetGroup = () => groups.delete(id) && gone.add(id) !== undefined
    const answer = await ask(mark, ['DELETE', `/Groups/${id}`], [204], async () => {
      return (await read(`/Groups/${id}`)).status === 404 && forgetGroup()
    })
    if (answer !== undefined) forgetGroup()
  }

  /** Adds a user to the group of all workers, or removes it. */
  const join = async (mark: string, id: string) => {
    const isIn = shared.has(id)
    const keep = () => (isIn ? shared.delete(id) : shared.add(id))
    const body = {
      Operations: [{ op: isIn ? 'remove' : 'add', path: 'members', value: [{ value: id }] }],
    }
    const answer = await ask(mark, ['PATCH', `/Groups/${everyone}`, body], [204], async () => {
      const found = await byFilter('Groups', `id eq "${everyone}" and members eq "${id}"`)
      if ((found !== undefined) === isIn) return false
      keep()
      return true
    })
    if (answer !== undefined) keep()
  }

  const step = async () => {
    count += 1
    const mark = `${name}-${count}`
    const user = random.pick([...users.keys()])
    const [groupId, group] = random.pick([...groups]) ?? []
    const die = random.below(100)
    if (user === undefined || (die < 30 && users.size < usersAtMost)) {
      return createUser(mark, `${mark}@example.com`, [201])
    }
    if (die < 34) return createUser(mark, users.get(user).userName, [409])
    if (die < 40) return createUser(mark, contested(), [201, 409])
    if (die < 52) return rewrite(mark, user, true)
    if (die < 60) return rewrite(mark, user, false)
    if (die < 67) return deleteUser(mark, user)
    if (die < 75) return join(mark, user)
    if (groupId === undefined || group === undefined || (die < 79 && groups.size < groupsAtMost)) {
      return createGroup(mark)
    }
    if (die < 90) return rewriteGroup(mark, groupId, group, 'add')
    if (die < 97) return rewriteGroup(mark, groupId, group, 'remove')
    return deleteGroup(mark, groupId)
  }

  return {
    users,
    gone,
    groups,
    shared,
    run: async (isOver) => {
      while (!isOver() && open.size === 0) await step()
    },
    settle: async () => {
      const happened = new Map<string, boolean>()
      for (const [mark, settle] of open) happened.set(mark, await settle())
      open.clear()
      return happened
    },
  }
}
