import { request } from 'node:http'
import t from 'tap'
import { expectParts } from '../../helpers/expect-parts.ts'
import { idOf, newUser, startScimServer } from './scim-server.ts'

const { ask, server } = await startScimServer(t)
const user = await ask('POST', '/Users', { body: JSON.stringify(newUser('ann')) })
const group = await ask('POST', '/Groups', { body: JSON.stringify({ displayName: 'Team' }) })

t.test('a PUT of a group is not supported', async (t) => {
  const body = JSON.stringify({ id: idOf(group), displayName: 'Other' })
  for (const id of [idOf(group), 'nothing']) {
    const { status, text } = await ask('PUT', `/Groups/${id}`, { body })
    t.equal(status, 501)
    t.equal(JSON.parse(text).status, '501')
  }
  expectParts(t, JSON.parse((await ask('GET', `/Groups/${idOf(group)}`)).text), {
    displayName: 'Team',
  })
})

const nowhere: readonly (readonly [string, string])[] = [
  ['POST', '/Bulk'],
  ['GET', '/Me'],
  ['PATCH', '/Me'],
  ['POST', '/.search'],
  ['POST', '/Users/.search'],
  ['POST', '/Groups/.search'],
  ['GET', ''],
  ['GET', '/'],
  ['GET', '/Nothing'],
  ['GET', '/users'],
  ['GET', '/Users/a/b'],
  ['GET', '/ResourceTypes/User'],
  ['PUT', '/Users'],
  ['PATCH', '/Users'],
  ['DELETE', '/Users'],
  ['PUT', '/Groups'],
  ['DELETE', '/Groups'],
  ['POST', `/Users/${idOf(user)}`],
  ['POST', `/Groups/${idOf(group)}`],
  ['POST', '/ServiceProviderConfig'],
  ['DELETE', '/Schemas'],
  ['POST', '/ResourceTypes'],
  ['OPTIONS', '/Users'],
  ['OPTIONS', `/Users/${idOf(user)}`],
  ['GET', 'Groups'],
  ['GET', `Groups/${idOf(group)}`],
  ['GET', '.1/Users'],
]

for (const [method, path] of nowhere)
  t.test(`${method} …/scim/v2${path.replace(/[0-9a-f-]{36,}/, '{id}')} is 404`, async (t) => {
    const body = method === 'GET' || method === 'OPTIONS' ? {} : { body: '{}' }
    const { status, text } = await ask(method, path, body)
    t.equal(status, 404, text)
    t.equal(JSON.parse(text).status, '404')
  })

t.test('HEAD is 404 where GET is supported', async (t) => {
  for (const path of ['/Users', `/Users/${idOf(user)}`, '/Groups', '/ServiceProviderConfig']) {
    const { status, text } = await ask('HEAD', path)
    t.equal(status, 404)
    t.equal(text, '')
  }
})

t.test('unsupported requests change nothing', async (t) => {
  t.equal((await ask('GET', `/Users/${idOf(user)}`)).text, user.text)
})

t.test('repeated slashes are routed as one', async (t) => {
  t.equal((await ask('GET', `//Users/${idOf(user)}`)).text, user.text)
  t.equal((await ask('GET', `/Users//${idOf(user)}`)).text, user.text)
  t.equal((await ask('GET', '///Users?filter=userName+eq+%22a//b%22')).status, 200)
})

t.test('a target in absolute form is routed by its path', async (t) => {
  const { hostname, port } = new URL(server.endpoint)
  const status = await new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${server.token}` }
    const path = `${server.endpoint}/Users`
    request({ hostname, port, path, headers, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  t.ok(status === 200 || status === 404, `no server error: ${status}`)
})
