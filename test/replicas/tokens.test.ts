import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import {
  onAll,
  person,
  type Replica,
  skip,
  startProcesses,
  tally,
  unique,
} from '../helpers/replicas.ts'
import type { Scim } from '../helpers/server.ts'

type Asked = readonly [method: string, path: string, body?: unknown]

const patch = (path: string, value: unknown, op = 'replace') => ({
  Operations: [{ op, path, value }],
})

/** One request of every kind, refused ones included. The writes change nothing for the next round. */
const everyKind = (userId: string, groupId: string, mark: string): readonly Asked[] => [
  ['GET', `/Users/${userId}`],
  ['GET', '/Users/missing'],
  ['GET', '/Users'],
  ['GET', '/Users?cursor'],
  ['GET', '/Users?filter=userName%20eq%20%22ada%22'],
  ['GET', '/Users?filter=userName%20eq%20%22missing%22'],
  ['GET', '/Users?filter=nonsense'],
  ['GET', `/Groups/${groupId}`],
  ['GET', '/Groups'],
  ['GET', `/Groups?filter=members.value%20eq%20%22${userId}%22`],
  ['GET', '/ServiceProviderConfig'],
  ['GET', '/ResourceTypes'],
  ['GET', '/Schemas'],
  ['GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User'],
  ['GET', '/Schemas/nonsense'],
  ['GET', '/Nowhere'],
  ['POST', '/Users', person(`new-${mark}`)],
  ['POST', '/Users', person('ada')],
  ['POST', '/Users', person('Exa\u200bmple')],
  ['POST', '/Users', '{'],
  ['POST', '/Groups', { displayName: `New ${mark}` }],
  ['PUT', `/Users/${userId}`, { ...person('ada'), id: userId, title: mark }],
  ['PUT', `/Groups/${groupId}`, {}],
  ['PATCH', `/Users/${userId}`, patch('nickName', mark)],
  ['PATCH', `/Users/missing`, patch('nickName', mark)],
  ['PATCH', `/Groups/${groupId}`, patch('members', [{ value: userId }], 'remove')],
  ['DELETE', `/Groups/${groupId}`],
  ['DELETE', `/Users/${userId}`],
]

/** Sends every kind to every server concurrently. Returns those that were not refused with `status`. */
const refusedEverywhere = async (
  replicas: readonly Replica[],
  scimOn: (replica: Replica) => Scim,
  kinds: readonly Asked[],
  status: number,
) => {
  const answers = await Promise.all(
    replicas.flatMap((replica, index) =>
      kinds.map(async ([method, path, body]) => {
        const answer = await scimOn(replica)(method, path, body)
        return { asked: `${method} ${path} of server ${index}`, status: answer.status }
      }),
    ),
  )
  return answers.filter((answer) => answer.status !== status)
}

t.test('a token, on three servers', { skip }, async (t) => {
  const { replicas, token } = await startProcesses(t, ['--allow-clock'])
  const [a, b, c] = replicas
  const userId = (await a.scim('POST', '/Users', person('ada'))).json.id as string
  const groupId = (await a.scim('POST', '/Groups', { displayName: 'Engineers' })).json.id as string
  await a.scim('PATCH', `/Groups/${groupId}`, patch('members', [{ value: userId }], 'add'))
  const original = (await a.scim('GET', `/Users/${userId}`)).text

  const makeToken = async () => {
    const { id, accessToken } = (await a.ofStore('POST', '/tokens')).json
    return { id: id as string, accessToken: accessToken as string }
  }
  const statusesOf = (accessToken: string) =>
    onAll(replicas, 3, async (replica) => {
      return (await replica.scimWith(accessToken)('GET', '/Schemas')).status
    })
  /** Checks that the data is unchanged. */
  const untouched = async (t: Test) => {
    t.equal((await b.scim('GET', `/Users/${userId}`)).text, original)
    t.equal((await c.scim('GET', '/Users')).json.totalResults, 1)
    t.equal((await c.scim('GET', '/Groups')).json.totalResults, 1)
    const member = `/Groups?filter=members.value%20eq%20%22${userId}%22`
    t.equal((await b.scim('GET', member)).json.totalResults, 1)
  }

  await t.test('is rejected everywhere once its deletion is confirmed', async (t) => {
    for (const [round, deleter] of replicas.entries()) {
      const { id, accessToken } = await makeToken()
      t.same(await statusesOf(accessToken), [200, 200, 200], 'every server accepts it')
      const deleted = await deleter.ofStore('DELETE', `/tokens/${id}`)
      const kinds = everyKind(userId, groupId, `${round}`)
      const others = (replica: Replica) => replica.scimWith(accessToken)
      t.same(await refusedEverywhere(replicas, others, kinds, 401), [])
      t.equal(deleted.status, 204)
      await untouched(t)
    }
  })

  await t.test('is accepted until it is deleted and not after, under a steady load', async (t) => {
    for (const deleter of replicas) {
      const { id, accessToken } = await makeToken()
      let isOver = false
      const seen: { sent: number; status: number; asked: string }[] = []
      const client = async (replica: Replica, index: number) => {
        const scim = replica.scimWith(accessToken)
        for (let n = 0; !isOver && n < 2_000; n += 1) {
          const kinds: readonly Asked[] = [
            ['GET', `/Users/${userId}`],
            ['GET', '/Schemas'],
            ['POST', '/Users', person(`load-${index}-${n}-${unique()}`)],
            ['GET', '/Users?filter=userName%20eq%20%22missing%22'],
            ['POST', '/Users', person('ada')],
            ['PATCH', `/Users/${userId}`, patch('nickName', `n${n}`)],
          ]
          const [method, path, body] = kinds[n % kinds.length] ?? ['GET', '/Users']
          const sent = performance.now()
          const { status } = await scim(method, path, body)
          seen.push({ sent, status, asked: `${method} ${path}` })
        }
      }
      const clients = onAll(replicas, 6, client)
      while (seen.length < 60) await sleep(5)
      await deleter.ofStore('DELETE', `/tokens/${id}`)
      const answered = performance.now()
      const after = () => seen.filter(({ sent }) => sent > answered)
      while (after().length < 60) await sleep(5)
      isOver = true
      await clients
      t.same(
        after().filter(({ status }) => status !== 401),
        [],
      )
      const before = tally(seen.filter(({ sent }) => sent < answered).map(({ status }) => status))
      t.ok((before[200] ?? 0) > 0 && (before[201] ?? 0) > 0, JSON.stringify(before))
      t.notOk(before[500])
    }
  })

  await t.test('is rejected everywhere once it has expired, by any clock', async (t) => {
    const { accessToken, expiresAt, id } = (await b.ofStore('POST', '/tokens')).json
    t.same(await statusesOf(accessToken), [200, 200, 200])
    const end = Date.parse(expiresAt)
    const freeze = (time: number) =>
      onAll(replicas, 3, ({ admin }) =>
        admin('PUT', '/clock', { frozenAt: new Date(time).toISOString() }),
      )
    await freeze(end - 1)
    t.same(await statusesOf(accessToken), [200, 200, 200], 'just before')
    await freeze(end)
    const kinds = everyKind(userId, groupId, 'expired')
    t.same(await refusedEverywhere(replicas, (each) => each.scimWith(accessToken), kinds, 401), [])
    await onAll(replicas, 3, ({ admin }) => admin('PUT', '/clock', {}))
    t.same(await statusesOf(accessToken), [200, 200, 200], 'and again once a clock is set back')
    await b.ofStore('DELETE', `/tokens/${id}`)
  })

  await t.test('is rejected everywhere once provisioning is disabled', async (t) => {
    const tokens = (await a.ofStore('GET', '/tokens')).json.items as { id: string }[]
    t.same(await statusesOf(token), [200, 200, 200])
    for (const { id } of tokens) await b.ofStore('DELETE', `/tokens/${id}`)
    t.equal((await c.ofStore('PUT', '/provisioning', { enabled: false })).status, 200)
    const kinds = everyKind(userId, groupId, 'disabled')
    t.same(await refusedEverywhere(replicas, ({ scim }) => scim, kinds, 404), [], 'retired')

    const enabled = (await a.ofStore('PUT', '/provisioning', { enabled: true })).json
    t.same(await refusedEverywhere(replicas, ({ scim }) => scim, kinds, 404), [], 'for good')
    const fresh = enabled.token.accessToken as string
    const statuses = await onAll(replicas, 3, async ({ endpoint }) => {
      const { origin } = new URL(endpoint)
      const url = `${origin}/${enabled.tenantId}/scim/v2/Users/${userId}`
      return (await fetch(url, { headers: { authorization: `Bearer ${fresh}` } })).status
    })
    t.same(statuses, [200, 200, 200], 'the new address leads to the same users')
  })
})
