import t from 'tap'
import { flagsFor } from '../helpers/administering.ts'
import { command } from '../helpers/fake-terminal.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const at = flagsFor(server)
const ofStore = ['events', '--store', server.identityStoreId, ...at]

t.test('events of a store without requests shows requests to unknown tenants', async (t) => {
  t.match(
    (await command(ofStore)).error,
    /^There are no requests for identity store d-\w+ yet\.\n$/,
  )
  await fetch(`${new URL(server.endpoint).origin}/unknown/scim/v2/Users`)
  const { code, out, error } = await command(ofStore)
  t.equal(code, 0)
  t.match(error, /yet, but 1 request named an unknown tenant\. Compare/)
  t.match(out, /GET \/unknown\/scim/)
  t.same(JSON.parse((await command([...ofStore, '--json'])).out), { items: [] })
})

t.test('events prints one line for each event in the chosen format', async (t) => {
  await server.scim('GET', '/Users?filter=userName eq "ada"')
  const refused = await server.scim('POST', '/Users', { userName: 'a\u200b\u001b[2J' })
  const id = refused.headers.get('x-amzn-requestid') ?? ''
  const { out } = await command([...ofStore, '--failed'])
  const [heading, line, ...rest] = out.trimEnd().split('\n')
  t.match(heading, /^TIME +OPERATION +STATUS +NAME +RULE +REQUEST$/)
  t.match(line, /CreateUser +400 +a<U\+200B><U\+001B>\[2J/)
  t.ok(line?.endsWith(id.slice(0, 8)))
  t.same(rest, [])
  t.notOk(out.includes('\u001b'), 'no control characters')
  t.ok((await command([...ofStore, '--failed'], '')).out.includes('\u001b[31m'), 'with colors')

  const { items } = JSON.parse((await command([...ofStore, '--json', '--limit', '1'])).out)
  t.equal(items.length, 1)
  const lines = (await command([...ofStore, '--format', 'ndjson'])).out.trimEnd().split('\n')
  t.equal(lines.length, 2)
  const trail = await command([...ofStore, '--format', 'cloudtrail', '--status', '400'])
  t.equal(JSON.parse(trail.out).requestID, id)
  for (const wrong of [
    ['--format', 'x'],
    ['--limit', '0'],
    ['--since', 'x'],
    ['--rule', 'x'],
  ]) {
    t.equal((await command([...ofStore, ...wrong])).code, 2, wrong.join(' '))
  }
})
