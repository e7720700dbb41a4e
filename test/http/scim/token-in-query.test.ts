import t from 'tap'
import { startIdentityCenter } from '../../../src/index.ts'
import { send } from '../../conversations/send.ts'
import { adminOf } from '../../helpers/administering.ts'
import { lastingDatabase } from '../../helpers/database.ts'
import { storedBytes } from '../../helpers/stored-bytes.ts'

// Some clients can send a token in the query (RFC 6750, section 2.3). It is rejected, and must not be stored.
t.test('a token in the query is not stored', async (t) => {
  const place = await lastingDatabase(t)
  const server = await startIdentityCenter(place)
  t.teardown(() => server.close())
  const encoded = encodeURIComponent(server.token)
  const { status, headers } = await send({
    method: 'GET',
    url: `${server.endpoint}/Users?count=1&access_token=${encoded}`,
    headers: {},
  })
  t.equal(status, 401)
  const { json } = await adminOf(server)(`/events/${headers['x-amzn-requestid']}`)
  t.match(json.request.query, /^count=1&access_token=/)
  t.notOk(json.request.query.includes(encoded))
  await server.close()
  const holds = await storedBytes(place)
  t.notOk(holds(server.token))
  t.notOk(holds(encoded))
})
