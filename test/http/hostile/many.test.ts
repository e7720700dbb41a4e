import { Agent, request } from 'node:http'
import t from 'tap'
import { beside, leavesLittle } from '../../helpers/bystander.ts'
import { startVictim } from '../../helpers/victim.ts'

// Ever new values in everything that a server might keep a table of. HOSTILE_MANY asks for more of each than 1,600: what were kept
// of as few would just show.
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
/** A long text that never comes twice. */
const fresh = (start = '') => `${start}${serial++}-${'x'.repeat(3_500)}`
const authorization = `Bearer ${ready.accessToken}`
const host = '127.0.0.1'
const kinds: Readonly<Record<string, readonly [status: number, asked: () => Asked]>> = {
  'strangers, each with a token, a tenant, a user agent and a query of its own': [
    401,
    () => ({
      target: `/tenant-${serial++}/scim/v2/Users?${fresh('q=')}`,
      headers: { authorization: `Bearer ${fresh()}`, 'user-agent': fresh() },
    }),
  ],
  'failures, each with a path, a user agent and a request id of its own': [
    404,
    () => ({
      target: `${path}/${fresh()}`,
      headers: { authorization, 'user-agent': fresh(), 'x-amzn-requestid': fresh() },
    }),
  ],
  'bodies that are refused': [
    400,
    () => ({
      method: 'POST',
      target: `${path}/Users`,
      headers: { authorization },
      body: JSON.stringify({ userName: fresh(), title: fresh() }),
    }),
  ],
  'names that are looked up': [
    200,
    () => ({
      target: `${path}/Users?filter=userName+eq+%22${serial++}${'n'.repeat(900)}%22`,
      headers: { authorization },
    }),
  ],
  'requests at the private listener, each with a name, a cookie and a target of its own': [
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
  t.test(`${many} ${what}, leave nothing behind in memory`, async (t) => {
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

t.test('of what strangers sent, no more events are kept than there is room for', async (t) => {
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
  t.comment(`${unauthenticated} events of strangers`)
  t.ok(unauthenticated > 0 && unauthenticated <= 1_500 + 250)
})

t.test('nothing of this is a defect', async (t) => {
  t.same(victim.complaints(), [])
})
