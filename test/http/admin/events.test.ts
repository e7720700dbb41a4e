import t from 'tap'
import { adminOf } from '../../helpers/administering.ts'
import { startTestServer } from '../../helpers/server.ts'

const server = await startTestServer(t)
const { scim, identityStoreId } = server
const admin = adminOf(server)
const own = `/identity-stores/${identityStoreId}/events`
const user = (userName: string, familyName = 'Example') => ({
  userName,
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName },
  active: true,
})
const idsOf = ({ items }: { items: { requestId: string }[] }) => items.map((each) => each.requestId)
const requestId = ({ headers }: { headers: Headers }) => headers.get('x-amzn-requestid') ?? ''

const created = await scim('POST', '/Users', user('ada@example.com'))
const refused = await scim('POST', '/Users', user('bob@example.com', 'B\u200bob'))
const read = await scim('GET', '/Users')
await admin(own) // the event of a read is stored a moment later, or before events are listed
const nowhere = await scim('GET', '/Nowhere')
const unauthenticated = await fetch(`${new URL(server.endpoint).origin}/unknown/scim/v2/Users`)
const all = [created, refused, read, nowhere].map(requestId).reverse()

t.test('an event is found by its request id as soon as the client has the response', async (t) => {
  for (const answer of [created, refused, read, nowhere]) {
    const { status, json } = await admin(`${own}/${requestId(answer)}`)
    t.same([status, json.requestId, json.response.status], [200, requestId(answer), answer.status])
    t.equal(json.response.body, answer.text)
  }
  const late = await scim('GET', '/Groups')
  t.equal((await admin(`/events/${requestId(late).toUpperCase()}`)).json.eventName, 'ListGroups')
  const unknown = await admin(`${own}/00000000-0000-4000-8000-000000000000`)
  t.same([unknown.status, unknown.type?.split(';')[0]], [404, 'application/problem+json'])
  all.unshift(requestId(late))
})

t.test('the events of a store are listed in pages, newest first', async (t) => {
  t.same(idsOf((await admin(own)).json), all)
  const first = (await admin(`${own}?limit=2`)).json
  const second = (await admin(`${own}?limit=3&cursor=${first.nextCursor}`)).json
  t.same([...idsOf(first), ...idsOf(second)], all)
  t.equal('nextCursor' in second, false)
  t.same((await admin(`${own}?cursor=nonsense`)).json, { items: [] })
})

t.test('each filter selects the matching events', async (t) => {
  const found = async (query: string) => idsOf((await admin(`${own}?${query}`)).json)
  const only = [requestId(refused)]
  t.same(await found('operation=CreateUser&failed=true'), only)
  t.same(await found('rule=attribute-pattern'), only)
  t.same(await found('errorCode=ValidationException'), only)
  t.same(await found('status=400'), only)
  t.same(await found(`requestId=${only[0]}`), only)
  t.same(await found('name=ADA@example.com'), [requestId(created)])
  t.same(await found(`resourceId=${created.json.id}`), [requestId(created)])
  t.same(await found('since=1h'), all)
  t.same(await found('until=1h'), [])
  t.same(await found('since=2100-01-01'), [])
})

t.test('invalid filters are rejected', async (t) => {
  for (const query of [
    'since=yesterday',
    'operation=Create',
    'rule=nothing',
    'status=999',
    'limit=0',
    'limit=201',
    'failed=perhaps',
    'format=xml',
    'x=1',
    'store=none',
  ]) {
    const { status, type } = await admin(`${own}?${query}`)
    t.same([status, type?.split(';')[0]], [400, 'application/problem+json'], query)
  }
  t.equal((await admin('/identity-stores/d-0000000000/events')).status, 404)
  t.equal((await admin('/events?store=d-0000000000')).status, 404)
})

t.test('requests to unknown tenants are listed apart', async (t) => {
  const id = requestId(unauthenticated)
  t.same(idsOf((await admin('/events?store=none')).json), [id])
  t.ok(idsOf((await admin('/events')).json).includes(id))
  t.equal((await admin(`${own}/${id}`)).status, 404)
  t.equal((await admin(`/events/${id}`)).json.identityStoreId, null)
})

t.test('events are available in the form of CloudTrail', async (t) => {
  const { json } = await admin(`${own}?format=cloudtrail&status=400`)
  t.equal(json.items[0].errorCode, 'ValidationException')
  t.equal(json.items[0].requestID, requestId(refused))
  t.equal((await admin(`${own}/${requestId(read)}?format=cloudtrail`)).json.eventName, 'ListUsers')
})

t.test('all events are exported, one per line', async (t) => {
  for (let n = 0; n < 45; n += 1) await scim('GET', `/Users/${n}`)
  const lines = async (query: string) => {
    const { text } = await admin(`${own}?format=ndjson${query}`)
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  const exported = await lines('')
  t.equal(exported.length, 45 + all.length)
  t.equal(new Set(exported.map((each) => each.requestId)).size, exported.length)
  t.equal((await lines('&limit=21')).length, 21)
  t.equal((await lines('&operation=CreateUser')).length, 2)
})
