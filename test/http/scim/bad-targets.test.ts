import t from 'tap'
import { adminOf } from '../../helpers/administering.ts'
import { startScimServer } from './scim-server.ts'

// The router refuses these targets before it sets parameters. The server must survive them, and create an event.
const { server, ask } = await startScimServer(t)
const admin = adminOf(server)

for (const [what, path] of [
  ['broken percent-encoding', '/Users/%E0%A4%A'],
  ['an encoded byte that is not UTF-8', '/Users/%ff'],
  ['an id of five thousand characters', `/Users/${'a'.repeat(5_000)}`],
  ['an id of as many zero bytes', `/Users/${'%00'.repeat(4_000)}`],
] as const) {
  for (const headers of [{}, { Authorization: null }]) {
    const who = 'Authorization' in headers ? 'an unauthenticated client' : 'a client'
    t.test(`${what}, sent by ${who}, gets a response and creates one event`, async (t) => {
      const answer = await ask('GET', path, { headers })
      t.ok(answer.status >= 400 && answer.status < 500, String(answer.status))
      const { json } = await admin(`/events?requestId=${answer.headers['x-amzn-requestid']}`)
      t.equal(json.items.length, 1)
      t.equal(json.items[0].response.status, answer.status)
    })
  }
}
