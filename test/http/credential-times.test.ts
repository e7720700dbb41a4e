import t from 'tap'
import { credentialsOf, sent, signed } from '../helpers/aws.ts'
import { manualClient } from '../helpers/manual-changes.ts'
import { startTestServer } from '../helpers/server.ts'

const server = await startTestServer(t, { allowClock: true })
const admin = manualClient(server)
const start = Math.ceil(Date.now() / 60_000) * 60_000
const setClock = (milliseconds: number) =>
  server.setClock({ frozenAt: new Date(start + milliseconds).toISOString() })

/** The status of a signed request to the Identity Store API, signed that long after the start. */
const askSigned = async (milliseconds: number) => {
  const request = await signed(
    server,
    'ListUsers',
    { IdentityStoreId: server.identityStoreId },
    { credentials: credentialsOf(server), date: new Date(start + milliseconds) },
  )
  return (await sent(request)).status
}

/** When a credential was used last, as that long after the start. */
const lastUse = async (path: '/tokens' | '/access-keys') =>
  Date.parse((await admin('GET', path)).json.items[0].lastUsedAt) - start

t.test('the last use of an access token is noted to the minute', async (t) => {
  for (const [use, noted] of [
    [0, 0],
    [59_999, 0],
    [60_000, 60_000],
    [60_001, 60_000],
    [1, 60_000],
    [0, 0],
  ] as const) {
    await setClock(use)
    t.equal((await server.scim('GET', '/Users')).status, 200)
    t.equal(await lastUse('/tokens'), noted, `used at ${use}`)
  }
})

t.test('the last use of an access key is noted to the minute', async (t) => {
  for (const [use, noted] of [
    [0, 0],
    [59_999, 0],
    [60_000, 60_000],
    [119_999, 60_000],
  ] as const) {
    await setClock(use)
    t.equal(await askSigned(0), 200)
    t.equal(await lastUse('/access-keys'), noted, `used at ${use}`)
  }
})

t.test('a signature holds for five minutes before and after its date', async (t) => {
  await setClock(0)
  const minutes = 60_000
  t.equal(await askSigned(-5 * minutes), 200)
  t.equal(await askSigned(-5 * minutes - 1_000), 403)
  t.equal(await askSigned(5 * minutes), 200)
  t.equal(await askSigned(5 * minutes + 1_000), 403)
})
