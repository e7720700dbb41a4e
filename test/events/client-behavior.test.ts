import t from 'tap'
import { type ClientBehavior, clientBehavior } from '../../src/events/client-behavior.ts'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { refusalOf } from '../../src/identity-center/judge.ts'
import { requestRate } from '../../src/identity-center/rules/quotas.ts'
import { findRule } from '../../src/identity-center/rules/rule-book.ts'
import { outcomeOf, receivedRequest } from '../helpers/incoming-requests.ts'

type Asked = Parameters<typeof receivedRequest>[0]
type Answered = Parameters<typeof outcomeOf>[0]

/** The warnings about a request, which is then answered. */
const after = (
  memory: ClientBehavior,
  asked: Asked,
  answered: Answered = {},
): readonly string[] => {
  const received = receivedRequest(asked)
  const found = memory.findWarnings(received).map(({ ruleId }) => ruleId)
  memory.remember(received, outcomeOf(answered))
  return found
}

const list = (filter: string): Asked => ({
  method: 'GET',
  operation: 'ListUsers',
  query: `filter=${encodeURIComponent(filter)}`,
})
const create = (userName: string, more: object = {}): Asked => ({ body: { userName, ...more } })
const warned = ['client-look-up-before-create']

t.test('a create without a look-up is warned of', async (t) => {
  const memory = clientBehavior()
  t.same(after(memory, create('jane')), warned)
  t.same(after(memory, create('jane')), warned, 'also the second time')
  const [finding] = memory.findWarnings(receivedRequest(create('jane')))
  t.same(
    [finding?.severity, finding?.path, finding?.pointer, finding?.value],
    ['warning', 'userName', '/userName', 'jane'],
  )
  const group = { operation: 'CreateGroup', path: '/Groups', body: { displayName: 'g' } }
  t.same(after(memory, group), warned)
})

t.test('a create after a look-up is not', async (t) => {
  const looked = (...asked: readonly Asked[]) => {
    const memory = clientBehavior()
    for (const each of asked) after(memory, each)
    return memory
  }
  const named = looked(list('userName eq "Jane"'))
  t.same(after(named, create('jane')), [])
  t.same(after(named, create('joan')), warned)
  const other = { operation: 'CreateGroup', body: { displayName: 'jane' } }
  t.same(after(named, other), warned, 'a user is no group')
  t.same(after(named, { ...create('jane'), tokenId: 'another' }), warned)
  t.same(after(named, { ...create('joan'), tokenId: null }), [], 'the client is unknown')

  t.same(after(looked(list('externalId eq "7"')), create('jane', { externalId: '7' })), [])
  t.same(after(looked(list('id eq "1" and userName eq "jane"')), create('jane')), [])
  const long = 'x'.repeat(1_000)
  t.same(after(looked(list(`userName eq "${long}"`)), create(long)), [])
  t.same(after(looked(list('title eq "jane"')), create('jane')), warned)
  t.same(after(looked(list('((')), create('jane')), warned)
  t.same(after(looked(list('userName eq 7')), create('7')), warned)
})

t.test('a client that has listed everything need not look up', async (t) => {
  const listed = (query: string, answered: Answered = {}) => {
    const memory = clientBehavior()
    after(memory, { method: 'GET', operation: 'ListUsers', query }, answered)
    return after(memory, create('jane'))
  }
  t.same(listed(''), [])
  t.same(listed('count=100&cursor='), [])
  t.same(listed('count=2'), warned, 'two are a test of the connection')
  t.same(listed('', { status: 401 }), warned)
})

t.test('a body without a name is not warned of', async (t) => {
  t.same(after(clientBehavior(), { body: {} }), [])
  t.same(after(clientBehavior(), { body: 'broken' }), [])
})

t.test('a request before the end of Retry-After is warned of', async (t) => {
  const memory = clientBehavior()
  const refusal = refusalOf(requestRate, [{ location: [] }], dialectOf({}, newestEpoch))
  const get = (milliseconds: number, tokenId = 'token'): Asked => ({
    method: 'GET',
    operation: 'ListUsers',
    tokenId,
    at: new Date(Date.UTC(2026, 10, 1) + milliseconds),
  })
  t.same(after(memory, get(0), { status: 429, refusal, durationMs: 100 }), [])
  t.same(after(memory, get(1_099)), ['client-retry-after-honored'])
  t.same(after(memory, get(1_099, 'another')), [])
  t.same(after(memory, get(1_100)), [])
  const [finding] = memory.findWarnings(receivedRequest(get(300)))
  t.match(finding?.sentence, /Here: it came 0\.8 s too early\.$/)
})

t.test('a request that failed twice with one status is warned of the third time', async (t) => {
  const memory = clientBehavior()
  const put: Asked = { method: 'PUT', operation: 'PutUser', id: 'i', body: '{"a":1}' }
  const refused = { status: 400 }
  t.same(after(memory, put, refused), [])
  t.same(after(memory, put, refused), [])
  t.same(after(memory, { ...put, body: '{"a":2}' }, refused), [], 'another body')
  t.same(after(memory, { ...put, path: '/other' }, refused), [], 'another path')
  const [finding] = memory.findWarnings(receivedRequest(put))
  t.match(finding?.sentence, /Here: it was answered 400 2 times in a row\.$/)
  t.same(after(memory, put, refused), ['client-failure-not-repeated'])
  t.same(after(memory, put, { status: 200 }), ['client-failure-not-repeated'])
  t.same(after(memory, put, refused), [], 'a success ends it')
})

t.test('another status starts the count anew', async (t) => {
  const memory = clientBehavior()
  const get: Asked = { method: 'GET', operation: 'GetUser', id: 'i' }
  for (const status of [400, 404, 400]) t.same(after(memory, get, { status }), [])
  t.same(after(memory, get, { status: 400 }), [])
  t.same(after(memory, get, { status: 400 }), ['client-failure-not-repeated'])
})

t.test(
  'a request that was throttled, or met an error of the server, may be repeated',
  async (t) => {
    for (const status of [429, 500]) {
      const memory = clientBehavior()
      const get: Asked = { method: 'GET', operation: 'GetUser', id: 'i' }
      for (let times = 0; times < 5; times++) t.same(after(memory, get, { status }), [])
    }
  },
)

t.test('memory is bounded', async (t) => {
  const memory = clientBehavior({ capacity: 2 })
  const asTokens = (tokenId: string) => after(memory, { ...list('userName eq "jane"'), tokenId })
  for (const tokenId of ['a', 'b', 'a', 'c']) asTokens(tokenId)
  const warnedOf = (tokenId: string) =>
    memory.findWarnings(receivedRequest({ ...create('jane'), tokenId })).length
  t.same(['a', 'b', 'c'].map(warnedOf), [0, 1, 0], 'b was used least recently')

  const busy = clientBehavior()
  for (let index = 0; index < 1_001; index++) after(busy, list(`userName eq "user${index}"`))
  t.same(after(busy, create('user0')), [])
  t.same(after(busy, create('never')), [], 'too many for an accusation')

  const failing = clientBehavior()
  const get = (id: number): Asked => ({ method: 'GET', operation: 'GetUser', path: `/${id}` })
  const notFound = { status: 404 }
  for (const id of [0, 0, 1, 1]) after(failing, get(id), notFound)
  for (let id = 2; id < 201; id++) after(failing, get(id), notFound)
  t.same(after(failing, get(1), notFound), ['client-failure-not-repeated'])
  t.same(after(failing, get(0), notFound), [], 'the oldest failure is forgotten')
})

t.test('a rule that a store has switched off gives no warning', async (t) => {
  const received = receivedRequest(create('jane'))
  const dialect = dialectOf({ rules: { 'client-look-up-before-create': 'off' } }, newestEpoch)
  t.same(clientBehavior().findWarnings(received, dialect), [])
  t.equal(clientBehavior().findWarnings(received, dialectOf({}, newestEpoch)).length, 1)
})

t.test('every warning is a rule of the book', async (t) => {
  for (const id of [
    'client-look-up-before-create',
    'client-retry-after-honored',
    'client-failure-not-repeated',
  ]) {
    const rule = findRule(id)
    t.same([rule?.level, rule?.switchable], ['warn', true], id)
  }
})
