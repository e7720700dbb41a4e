import t from 'tap'
import { originOf, scimEndpoint } from '../../src/app/addresses.ts'

t.test('an origin is usable by a client on this machine', async (t) => {
  t.equal(originOf('http', '127.0.0.1', 8080), 'http://127.0.0.1:8080')
  t.equal(originOf('https', 'localhost', 443), 'https://localhost:443')
  t.equal(originOf('http', '0.0.0.0', 8080), 'http://127.0.0.1:8080')
  t.equal(originOf('http', '::', 8080), 'http://[::1]:8080')
  t.equal(originOf('http', 'fe80::1', 1), 'http://[fe80::1]:1')
})

t.test('a SCIM endpoint has no trailing slash', async (t) => {
  t.equal(scimEndpoint('https://x.example/a', 'tenant'), 'https://x.example/a/tenant/scim/v2')
})
