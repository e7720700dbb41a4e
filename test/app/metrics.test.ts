import { readFileSync } from 'node:fs'
import t from 'tap'
import { startTestServer } from '../helpers/server.ts'

/** The samples of a text in Prometheus' format, by name and labels. */
const samplesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const end = line.lastIndexOf(' ')
        return [line.slice(0, end), Number(line.slice(end + 1))] as const
      }),
  )

const boards = ['alerts.yml', 'grafana.json'] as const

t.test('/metrics', async (t) => {
  const center = await startTestServer(t)
  const { scim, adminUrl, adminToken, endpoint } = center
  const read = async () => {
    const headers = { authorization: `Bearer ${adminToken}` }
    const response = await fetch(`${adminUrl}/metrics`, { headers })
    t.equal(response.status, 200)
    t.match(response.headers.get('content-type'), 'text/plain; version=0.0.4')
    return response.text()
  }

  await t.test('counts requests by operation and status, their time, and findings', async (t) => {
    await scim('GET', '/Users')
    await scim('GET', '/Users')
    await scim('POST', '/Users', { userName: 'ada' })
    await scim('GET', '/Nowhere')
    const samples = samplesOf(await read())
    const is = (name: string, value: number) => t.equal(samples.get(name), value, name)
    is('scim_requests_total{operation="ListUsers",status="200"}', 2)
    is('scim_requests_total{operation="CreateUser",status="400"}', 1)
    is('scim_requests_total{operation="none",status="404"}', 1)
    is('scim_request_duration_seconds_count{operation="ListUsers"}', 2)
    is('scim_findings_total{rule="attribute-required",severity="refused"}', 3)
    is('scim_events_dropped', 0)
    t.ok((samples.get('scim_request_duration_seconds_sum{operation="ListUsers"}') ?? 0) > 0)
    t.ok((samples.get('scim_database_connections{state="idle"}') ?? -1) >= 0)
    t.ok((samples.get('process_resident_memory_bytes') ?? 0) > 0)
  })

  await t.test('requires the admin token, and is not on the SCIM listener', async (t) => {
    t.equal((await fetch(`${adminUrl}/metrics`)).status, 401)
    t.equal((await fetch(new URL('/metrics', endpoint))).status, 404)
  })

  await t.test('contains no text from a client', async (t) => {
    const clientText = 'text-from-a-client'
    await scim('GET', `/${clientText}`)
    await scim('POST', '/Users', { userName: clientText })
    await fetch(`${endpoint}x/${clientText}`, {
      headers: { authorization: `Bearer ${clientText}` },
    })
    t.notMatch(await read(), clientText)
  })

  for (const board of boards) {
    await t.test(`docs/monitoring/${board} uses existing metrics`, async (t) => {
      const names = new Set(
        [...samplesOf(await read()).keys()].map((key) => key.replace(/\{.*/, '')),
      )
      const text = readFileSync(new URL(`../../docs/monitoring/${board}`, import.meta.url), 'utf8')
      const asked = new Set(text.match(/\b(?:scim|process|nodejs)_[a-z_]+\b/g))
      t.ok(asked.size > 3)
      for (const name of asked) t.ok(names.has(name), name)
    })
  }
})
