import t from 'tap'
import { idOf, newUser, startScimServer } from './scim-server.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const { ask, server } = await startScimServer(t)
const ann = await ask('POST', '/Users', { body: JSON.stringify(newUser('ann')) })
const bob = await ask('POST', '/Users', { body: JSON.stringify(newUser('bob')) })

const requests = {
  'a create': () => ask('POST', '/Users', { body: JSON.stringify(newUser('cy')) }),
  'a read': () => ask('GET', `/Users/${idOf(ann)}`),
  'a list': () => ask('GET', '/Users'),
  'a delete': () => ask('DELETE', `/Users/${idOf(bob)}`),
  'a discovery document': () => ask('GET', '/ServiceProviderConfig'),
  'a broken body': () => ask('POST', '/Users', { body: '{' }),
  'a conflict': () => ask('POST', '/Users', { body: JSON.stringify(newUser('ann')) }),
  'an unknown user': () => ask('GET', '/Users/unknown'),
  'an unknown route': () => ask('GET', '/Nothing'),
  'a group that is put': () => ask('PUT', '/Groups/any', { body: '{}' }),
  'a wrong token': () => ask('GET', '/Users', { headers: { Authorization: 'Bearer wrong' } }),
  'a malformed path': () => ask('GET', '/Users/%zz'),
}

const seen = new Set<string>()
for (const [what, request] of Object.entries(requests))
  t.test(`the response to ${what}`, async (t) => {
    const { headers, text } = await request()
    const requestId = String(headers['x-amzn-requestid'])
    t.equal(headers['content-type'], 'application/json', 'has exactly this Content-Type')
    t.match(requestId, uuid, 'has a request id')
    t.notOk(seen.has(requestId), 'that is unique')
    seen.add(requestId)
    const named = text === '' ? undefined : JSON.parse(text).exceptionRequestId
    if (named !== undefined) t.equal(named, requestId, 'that its error contains')
    for (const name of ['location', 'etag', 'www-authenticate', 'server', 'x-powered-by'])
      t.equal(headers[name], undefined, `has no ${name}`)
  })

t.test('Accept and similar headers change nothing', async (t) => {
  const plain = await ask('GET', '/Users')
  for (const headers of [
    { Accept: 'application/scim+json' },
    { Accept: 'text/html' },
    { Accept: '*/*', 'Accept-Charset': 'utf-8', 'Accept-Encoding': 'gzip,deflate' },
    { 'If-None-Match': '*' },
  ]) {
    const answer = await ask('GET', '/Users', { headers })
    t.equal(answer.status, 200)
    t.equal(answer.text, plain.text)
  }
})

t.test('the location of resource types has the origin of the request', async (t) => {
  const { text } = await ask('GET', '/ResourceTypes')
  t.same(
    JSON.parse(text).Resources.map((type: { meta: { location: string } }) => type.meta.location),
    [`${server.endpoint}/ResourceTypes/User`, `${server.endpoint}/ResourceTypes/Group`],
  )
})
