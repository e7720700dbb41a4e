// A client with the token of one identity store tries to see or change the contents of another over SCIM.
import t from 'tap'
import { attack } from '../helpers/attacks.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { person } from '../helpers/manual-changes.ts'
import { scimOf } from '../helpers/server.ts'
import { createUserAndGroup, twoStores } from '../helpers/two-stores.ts'

const { here, there } = await twoStores(t)
const own = await createUserAndGroup(here, 'ada')
const foreign = await createUserAndGroup(there, 'mallory')

/** The visible contents of the other store. They must not change. */
const contents = async () => {
  const user = await there.scim('GET', `/Users/${foreign.user}`)
  const group = await there.scim('GET', `/Groups/${foreign.group}`)
  const members = await there.hand('GET', `/groups/${foreign.group}/members`)
  return JSON.stringify([user.json, group.json, members.json])
}
const before = await contents()
t.match(before, 'mallory@example.com')
expectParts(t, JSON.parse(before)[2].items, [{ userId: foreign.user }])

/** Data of the other store that must not appear in responses. */
const theirs = ['mallory', there.identityStoreId, there.tenantId]
const says = (text: string) => theirs.filter((each) => text.includes(each))

attack(
  t,
  'the id of another store',
  {
    does: 'reads, replaces, patches and deletes by the ids of users and groups of another store',
    holds: 'each response is that for an unknown id, and nothing changes',
  },
  async (t) => {
    const unknownId = '00000000-0000-7000-8000-000000000000'
    const operations = { Operations: [{ op: 'replace', path: 'displayName', value: 'Mine' }] }
    const member = { Operations: [{ op: 'add', path: 'members', value: [{ value: own.user }] }] }
    for (const [method, kind, id, body] of [
      ['GET', 'Users', foreign.user, undefined],
      ['PUT', 'Users', foreign.user, { id: 'ID', ...person('mine') }],
      ['PATCH', 'Users', foreign.user, operations],
      ['DELETE', 'Users', foreign.user, undefined],
      ['GET', 'Groups', foreign.group, undefined],
      ['PATCH', 'Groups', foreign.group, operations],
      ['PATCH', 'Groups', foreign.group, member],
      ['DELETE', 'Groups', foreign.group, undefined],
    ] as const) {
      const [theirs, none] = await Promise.all(
        [id, unknownId].map((each) => {
          const sent = body && JSON.stringify(body).replace('"ID"', JSON.stringify(each))
          return here.scim(method, `/${kind}/${each}`, sent)
        }),
      )
      const plain = (text = '') =>
        text.replaceAll(id, unknownId).replace(/"(?:exceptionRequestId|timeStamp)":"[^"]*"/g, '')
      t.equal(theirs?.status, 404, `${method} ${kind}`)
      t.same([theirs?.status, plain(theirs?.text)], [none?.status, plain(none?.text)])
    }
    t.equal(await contents(), before)
  },
)

attack(
  t,
  'a member of another store',
  {
    does: 'adds users of another store to a group, when it is created, by PATCH, and together with an own user',
    holds: 'the request is refused as for an unknown id, and no group gets that member',
  },
  async (t) => {
    const value = [{ value: foreign.user }]
    const patch = (...members: object[]) =>
      here.scim('PATCH', `/Groups/${own.group}`, {
        Operations: [{ op: 'add', path: 'members', value: members }],
      })
    const ids = async () => {
      const { json } = await here.hand('GET', `/groups/${own.group}/members`)
      return json.items.map(({ userId }: { userId: string }) => userId)
    }
    const added = await patch(...value)
    const both = await patch({ value: own.user }, ...value)
    const created = await here.scim('POST', '/Groups', { displayName: 'Trap', members: value })
    for (const answer of [added, both, created]) {
      t.ok(answer.status >= 400 && answer.status < 500, String(answer.status))
      t.same(says(answer.text), [])
    }
    t.same(await ids(), [own.user])
    const filter = encodeURIComponent(`members.value eq "${foreign.user}"`)
    t.same((await here.scim('GET', `/Groups?filter=${filter}`)).json.Resources ?? [], [])
  },
)

attack(
  t,
  'a manager of another store',
  {
    does: 'names a user of another store as a manager',
    holds: 'the text is stored as sent, and no data of that user is returned',
  },
  async (t) => {
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const body = person('managed', { [enterprise]: { manager: { value: foreign.user } } })
    const { status, json, text } = await here.scim('POST', '/Users', body)
    t.equal(status, 201)
    t.same(json[enterprise].manager, { value: foreign.user })
    t.same(says(text), [])
    const shown = await here.scim('GET', `/Users/${json.id}`)
    t.same(says(shown.text), [])
  },
)

attack(
  t,
  'a filter for another store',
  {
    does: 'filters by ids, names, external ids and members of another store, with and, or and parentheses',
    holds: 'no response contains data of the other store',
  },
  async (t) => {
    const wanted = [
      'userName eq "mallory@example.com"',
      `id eq "${foreign.user}"`,
      'externalId eq "the-same"',
      `manager eq "${foreign.user}"`,
      'userName eq "x" or userName eq "mallory@example.com"',
      '(userName eq "x") or (userName eq "mallory@example.com")',
      'userName eq "ada@example.com" and id pr or userName eq "mallory@example.com"',
      'not (userName eq "ada@example.com")',
      'userName eq "x") or (userName eq "mallory@example.com"',
      'userName pr',
      'userName co "mallory"',
    ]
    const ofGroups = ['displayName eq "mallorys"', `id eq "${foreign.group}"`]
    const ofMembers = [
      `members.value eq "${foreign.user}"`,
      `members eq "${foreign.user}"`,
      `id eq "${foreign.group}" and members eq "${foreign.user}"`,
      `id eq "${own.group}" or id eq "${foreign.group}"`,
    ]
    for (const [kind, filters] of [
      ['Users', wanted],
      ['Groups', [...wanted, ...ofGroups, ...ofMembers]],
    ] as const) {
      for (const filter of filters) {
        const answer = await here.scim('GET', `/${kind}?filter=${encodeURIComponent(filter)}`)
        t.ok([200, 400, 404].includes(answer.status), `${filter}: ${answer.status}`) // 404: a member is unknown
        const resources: readonly { id: string }[] = answer.json.Resources ?? []
        t.notOk(
          resources.some(({ id }) => id === foreign.user || id === foreign.group),
          filter,
        )
        t.notOk(/"mallorys?@?/.test(answer.text), filter)
      }
    }
  },
)

attack(
  t,
  'the address of another store',
  {
    does: 'sends the token of one store to the tenant of another',
    holds: 'every operation is 401, as for an unknown token',
  },
  async (t) => {
    const strange = scimOf({ endpoint: there.endpoint, token: here.token })
    const wrong = scimOf({ endpoint: there.endpoint, token: 'x'.repeat(576) })
    for (const [method, path] of [
      ['GET', '/Users'],
      ['GET', `/Users/${foreign.user}`],
      ['GET', '/Groups'],
      ['GET', '/ServiceProviderConfig'],
      ['POST', '/Users'],
      ['PUT', `/Users/${foreign.user}`],
      ['PATCH', `/Groups/${foreign.group}`],
      ['DELETE', `/Users/${foreign.user}`],
    ] as const) {
      const body = ['GET', 'DELETE'].includes(method) ? undefined : {}
      const [answer, known] = [await strange(method, path, body), await wrong(method, path, body)]
      t.equal(answer.status, 401, `${method} ${path}`)
      const plain = (text: string) => text.replace(/"(exceptionRequestId|timeStamp)":"[^"]*"/g, '')
      t.equal(plain(answer.text), plain(known.text))
    }
    t.equal(await contents(), before)
  },
)

attack(
  t,
  'the cursor of another store',
  {
    does: 'continues a list in one store with a cursor of another',
    holds: 'the request is refused as for an unknown cursor',
  },
  async (t) => {
    await there.scim('POST', '/Users', person('second'))
    for (const kind of ['Users', 'Groups']) {
      if (kind === 'Groups') await there.scim('POST', '/Groups', { displayName: 'Second' })
      const { nextCursor } = (await there.scim('GET', `/${kind}?cursor&count=1`)).json
      t.ok(nextCursor)
      const path = `/${kind}?cursor=${encodeURIComponent(nextCursor)}&count=1`
      t.equal((await there.scim('GET', path)).status, 200, 'the cursor is valid in its own store')
      const answer = await here.scim('GET', path)
      t.equal(answer.status, 400)
      t.same(says(answer.text), [])
    }
  },
)

attack(
  t,
  'names that exist in another store',
  {
    does: 'probes which names, email addresses and external ids another store has',
    holds: 'each is available in this store until it is used in this store',
  },
  async (t) => {
    const body = person('mallory', { externalId: 'taken-there' })
    const group = { displayName: 'mallorys', externalId: 'taken-there' }
    await there.scim('POST', '/Users', person('third', { externalId: 'taken-there' }))
    t.equal((await here.scim('POST', '/Users', body)).status, 201)
    t.equal((await here.scim('POST', '/Groups', group)).status, 201)
    t.equal((await here.scim('POST', '/Users', body)).status, 409)
    t.equal((await here.scim('POST', '/Groups', group)).status, 409)
  },
)
