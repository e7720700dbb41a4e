import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { serveProgram } from '../helpers/program.ts'

const user = (userName: string) => ({
  userName,
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
})

const keys = [
  'scimEndpoint',
  'tenantId',
  'identityStoreId',
  'accessToken',
  'adminUrl',
  'adminToken',
  'awsAccessKeyId',
  'awsSecretAccessKey',
  'version',
]

t.test('a server in memory', async (t) => {
  const server = await serveProgram(t, ['--data-dir', 'memory:', '--json'])

  await t.test(
    'prints addresses and secrets as one line of JSON and to the ready file',
    async (t) => {
      t.same(Object.keys(server.ready), keys)
      t.same(JSON.parse(server.output.stdout), server.ready)
      t.match(server.ready.awsAccessKeyId, /^AKIA[A-Z2-7]{16}$/)
      t.match(server.ready.awsSecretAccessKey, /^[A-Za-z0-9+/]{40}$/)
      t.ok(server.ready.adminToken)
      t.match(server.ready.version, /^\d+\.\d+\.\d+/)
    },
  )

  await t.test('finishes a request in flight after a signal', async (t) => {
    const { hostname, port, pathname } = new URL(server.ready.scimEndpoint ?? '')
    const body = JSON.stringify(user('slow@example.com'))
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    socket.write(
      `POST ${pathname}/Users HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${server.ready.accessToken}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    )
    await sleep(300) // until its head has arrived
    server.kill('SIGTERM')
    await sleep(300)
    await t.rejects(fetch(`${server.ready.adminUrl}/healthz`), { name: 'TypeError' })
    socket.write(body.slice(10))
    const answered = Date.now()
    const ended = await server.ended
    t.ok(Date.now() - answered < 20_000, 'does not wait for the client to close the connection')
    t.match(answer, /^HTTP\/1\.1 201 /)
    t.equal(ended.code, 0)
  })

  await t.test('ends at once after a second signal', async (t) => {
    const stubborn = await serveProgram(t, ['--data-dir', 'memory:'])
    const { hostname, port, pathname } = new URL(stubborn.ready.scimEndpoint ?? '')
    const socket = connect(Number(port), hostname).on('error', () => {})
    socket.write(
      `POST ${pathname}/Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${stubborn.ready.accessToken}\r\nContent-Length: 9\r\n\r\n`,
    )
    await sleep(300)
    stubborn.kill('SIGINT')
    await sleep(300)
    stubborn.kill('SIGINT')
    t.equal((await stubborn.ended).code, 130)
    socket.destroy()
  })
})
