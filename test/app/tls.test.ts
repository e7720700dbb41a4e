import { get } from 'node:https'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import t from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const tlsCert = join(fixtures, 'localhost.crt')
const tlsKey = join(fixtures, 'localhost.key')

t.test('with a certificate the SCIM listener uses TLS, and the endpoint is https', async (t) => {
  const flags = { port: '0', adminPort: '0', dataDir: 'memory:', tlsCert, tlsKey }
  const logger = pino({ level: 'silent' })
  const server = await startServer(readServeConfig(flags, {}), { logger, notice: () => {} })
  t.teardown(() => server.close())
  const { scimEndpoint, accessToken, adminUrl } = server.ready
  t.match(scimEndpoint, /^https:\/\/127\.0\.0\.1:\d+\//)
  t.match(adminUrl, /^http:\/\//)

  const headers = { authorization: `Bearer ${accessToken}` }
  const status = await new Promise((resolve, reject) => {
    const request = get(
      `${scimEndpoint}/Users`,
      { headers, rejectUnauthorized: false },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    request.on('error', reject)
  })
  t.equal(status, 200)
})
