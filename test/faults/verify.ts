import { isDeepStrictEqual } from 'node:util'
import type { Asked, Journal } from './journal.ts'
import { membersOf, type Worker } from './worker.ts'

/** Compares every user and group with what its worker expects. */
const verifyWorker = async (journal: Journal, { users, gone, groups }: Worker): Promise<void> => {
  const { problems, read } = journal
  for (const [id, expected] of users) {
    const { status, json } = await read(`/Users/${id}`)
    if (status === 200 && isDeepStrictEqual(json, expected)) continue
    problems.push(`user ${id} is ${JSON.stringify(json)}, and was ${JSON.stringify(expected)}`)
  }
  for (const [id, { displayName, members }] of groups) {
    const found = (await read(`/Groups/${id}`)).json.displayName
    if (found !== displayName) problems.push(`group ${id} is ${found}, and was ${displayName}`)
    const there = [...(await membersOf(journal, id))].sort()
    if (!isDeepStrictEqual(there, [...members].sort())) {
      problems.push(`group ${id} has the members ${there}, and had ${[...members].sort()}`)
    }
  }
  for (const id of gone) {
    for (const kind of ['Users', 'Groups']) {
      const { status } = await read(`/${kind}/${id}`)
      if (status !== 404) problems.push(`${kind} ${id} was deleted and is answered ${status}`)
    }
  }
}

/** The ids of all users, or of all groups. */
const allIds = async (journal: Journal, kind: 'users' | 'groups'): Promise<readonly string[]> => {
  const ids: string[] = []
  let cursor = ''
  do {
    const page = JSON.parse(await journal.admin(`/${kind}?limit=100${cursor}`))
    for (const { userId, groupId } of page.items) ids.push(userId ?? groupId)
    cursor = page.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`
  } while (cursor !== '')
  return ids.sort()
}

const tellsOfNoEvent = (log: string, requestId: string) =>
  log
    .split('\n')
    .some((line) => line.includes(requestId) && line.includes('the event could not be stored'))

/** Compares the events since a time with the requests: every response and every change has its event. A refusal may be in the log instead. */
export const verifyEvents = async (
  { admin, problems }: Journal,
  asked: readonly Asked[],
  since: Date,
  happened: ReadonlyMap<string, boolean>,
  log: string,
): Promise<void> => {
  const lines = await admin(
    `/events?format=ndjson&since=${since.toISOString()}`,
    'application/x-ndjson',
  )
  const events = new Map<string, { readonly requestId: string; readonly status: number }[]>()
  for (const line of lines.split('\n').filter((line) => line !== '')) {
    const { requestId, request, response } = JSON.parse(line)
    const known = events.get(request.userAgent) ?? []
    events.set(request.userAgent, [...known, { requestId, status: response.status }])
  }
  for (const { mark, status, requestId } of asked) {
    const found = events.get(mark) ?? []
    if (status !== undefined) {
      const [event] = found
      // A refusal while the database became unavailable: the client got no other response.
      if (status >= 400 && event === undefined && tellsOfNoEvent(log, requestId)) continue
      const is = found.length === 1 && event?.requestId === requestId && event.status === status
      if (!is) problems.push(`${mark} was answered ${status}: its events ${JSON.stringify(found)}`)
      continue
    }
    const count = found.filter((event) => event.status < 300).length
    if (count !== (happened.get(mark) === true ? 1 : 0)) {
      problems.push(`${mark} happened: ${happened.get(mark)}; ${count} events`)
    }
  }
}

/** Compares all data with what the workers expect. */
export const verify = async (
  journal: Journal,
  workers: readonly Worker[],
  everyone: string,
): Promise<void> => {
  await Promise.all(workers.map((worker) => verifyWorker(journal, worker)))
  const expected = {
    users: workers.flatMap(({ users }) => [...users.keys()]).sort(),
    groups: [everyone, ...workers.flatMap(({ groups }) => [...groups.keys()])].sort(),
  }
  for (const kind of ['users', 'groups'] as const) {
    const there = await allIds(journal, kind)
    if (isDeepStrictEqual(there, expected[kind])) continue
    const extra = there.filter((id) => !expected[kind].includes(id))
    const missing = expected[kind].filter((id) => !there.includes(id))
    journal.problems.push(`${kind}: unexpected: ${extra}. Missing: ${missing}`)
  }
  const shared = workers.flatMap(({ shared }) => [...shared]).sort()
  const there = [...(await membersOf(journal, everyone))].sort()
  if (!isDeepStrictEqual(there, shared)) {
    journal.problems.push(`the group of all has the members ${there}, and had ${shared}`)
  }
}
