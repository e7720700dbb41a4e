import { Agent, request } from 'node:http'
import t from 'tap'
import { beside, leavesLittle } from '../../helpers/bystander.ts'
import { startVictim } from '../../helpers/victim.ts'

// Ever new values in everything that a server might cache. HOSTILE_MANY sets their number (default: 1,600, the smallest
// that makes a leak visible).
const many = Number(process.env['HOSTILE_MANY'] ?? 1_600)
const victim = await startVictim(t)
const { port, path, ready } = victim
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
t.teardown(() => agent.destroy())

interface Asked {
  readonly to?: number
  readonly method?: string
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const ask = ({ to = port, method = 'GET', target, headers = {}, body = '' }: Asked) =>
  new Promise<number>((resolve, reject) => {
    const sent = request({ port: to, agent, method, path: target, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })

interface EventPage {
  readonly items: readonly { readonly identityStoreId: string | null }[]
  readonly nextCursor?: string
}

let serial = 0
/** A long text that is never repeated. */
const fresh = (start = '') => `${start}${serial++}-${'x'.repeat(3_500)}`
const authorization = `Bearer ${ready.accessToken}`
const host = '127.0.0.1'
const kinds: Readonly<Record<string, readonly [status: number, asked: () => Asked]>> = {
  'unauthenticated requests, each with its own token, tenant, user agent and query': [
    401,
    () => ({
      target: `/tenant-${serial++}/scim/v2/Users?${fresh('q=')}`,
      headers: { authorization: `Bearer ${fresh()}`, 'user-agent': fresh() },
    }),
  ],
  'failed requests, each with its own path, user agent and request id': [
    404,
    () => ({
      target: `${path}/${fresh()}`,
      headers: { authorization, 'user-agent': fresh(), 'x-amzn-requestid': fresh() },
    }),
  ],
  'refused bodies': [
    400,
    () => ({
      method: 'POST',
      target: `${path}/Users`,
      headers: { authorization },
      body: JSON.stringify({ userName: fresh(), title: fresh() }),
    }),
  ],
  'look-ups of different names': [
    200,
    () => ({
      target: `${path}/Users?filter=userName+eq+%22${serial++}${'n'.repeat(900)}%22`,
      headers: { authorization },
    }),
  ],
  'requests to the private listener, each with its own user agent, cookie and target': [
    400,
    () => ({
      to: victim.adminPort,
      method: 'POST',
      target: '/',
      headers: { host, cookie: fresh('c='), 'user-agent': fresh(), 'x-amz-target': fresh() },
      body: '{}',
    }),
  ],
}

for (const [what, [status, asked]] of Object.entries(kinds)) {
  t.test(`${many} ${what}, leave nothing in memory`, async (t) => {
    const seen = new Set<number>()
    await leavesLittle(t, victim, 8, () =>
      beside(t, victim, async () => {
        for (let left = many / 2; left > 0; left -= 8) {
          for (const each of await Promise.all(Array.from({ length: 8 }, () => ask(asked()))))
            seen.add(each)
        }
      }),
    )
    t.same(seen, new Set([status]))
  })
}

t.test('the number of events of unauthenticated clients is bounded', async (t) => {
  const response = await fetch(`${ready.adminUrl}/metrics`, {
    headers: { authorization: `Bearer ${ready.adminToken}` },
  })
  const text = await response.text()
  t.equal(response.status, 200)
  const lines = text.split('\n').filter((line) => !line.startsWith('#'))
  t.ok(lines.length < 500, `the metrics have ${lines.length} lines`)
  t.match(text, /^scim_events_waiting \d{1,4}$/m)
  let unauthenticated = 0
  for (let cursor: string | undefined = ''; cursor !== undefined && unauthenticated < 5_000; ) {
    const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Response = await fetch(`${ready.adminUrl}/api/v1/events?limit=200${at}`, {
      headers: { authorization: `Bearer ${ready.adminToken}` },
    })
    const { items, nextCursor }: EventPage = await page.json()
    unauthenticated += items.filter(
      (item: { identityStoreId: string | null }) => item.identityStoreId === null,
    ).length
    cursor = nextCursor
  }
  t.comment(`${unauthenticated} events of unauthenticated clients`)
  t.ok(unauthenticated > 0 && unauthenticated <= 1_500 + 250)
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
