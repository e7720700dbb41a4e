import t from 'tap'
import { formatOrigin, formatScimEndpoint } from '../../src/app/addresses.ts'

t.test('an origin is usable by a client on this machine', async (t) => {
  t.equal(formatOrigin('http', '127.0.0.1', 8080), 'http://127.0.0.1:8080')
  t.equal(formatOrigin('https', 'localhost', 443), 'https://localhost:443')
  t.equal(formatOrigin('http', '0.0.0.0', 8080), 'http://127.0.0.1:8080')
  t.equal(formatOrigin('http', '::', 8080), 'http://[::1]:8080')
  t.equal(formatOrigin('http', 'fe80::1', 1), 'http://[fe80::1]:1')
})

t.test('a SCIM endpoint has no trailing slash', async (t) => {
  t.equal(formatScimEndpoint('https://x.example/a', 'tenant'), 'https://x.example/a/tenant/scim/v2')
})
