import t from 'tap'
import { flagsFor } from '../helpers/administering.ts'
import { command } from '../helpers/fake-terminal.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t)
const at = flagsFor(server)
const ofStore = ['events', '--store', server.identityStoreId, ...at]

t.test('events of a store that nothing reached shows who named no known tenant', async (t) => {
  t.match((await command(ofStore)).error, /^No request has come to identity store d-\w+ yet\.\n$/)
  await fetch(`${new URL(server.endpoint).origin}/nobody/scim/v2/Users`)
  const { code, out, error } = await command(ofStore)
  t.equal(code, 0)
  t.match(error, /yet, but 1 request named no tenant that is known here/)
  t.match(out, /GET \/nobody\/scim/)
  t.same(JSON.parse((await command([...ofStore, '--json'])).out), { items: [] })
})

t.test('events prints a line an event, in the format that is wanted', async (t) => {
  await server.scim('GET', '/Users?filter=userName eq "ada"')
  const refused = await server.scim('POST', '/Users', { userName: 'a\u200b\u001b[2J' })
  const id = refused.headers.get('x-amzn-requestid') ?? ''
  const { out } = await command([...ofStore, '--failed'])
  const [heading, line, ...rest] = out.trimEnd().split('\n')
  t.match(heading, /^TIME +OPERATION +STATUS +NAME +RULE +REQUEST$/)
  t.match(line, /CreateUser +400 +a<U\+200B><U\+001B>\[2J/)
  t.ok(line?.endsWith(id.slice(0, 8)))
  t.same(rest, [])
  t.notOk(out.includes('\u001b'), 'nothing that a terminal would act on')
  t.ok((await command([...ofStore, '--failed'], '')).out.includes('\u001b[31m'), 'colours')

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
