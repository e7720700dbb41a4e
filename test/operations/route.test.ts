import fc from 'fast-check'
import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { Evaluation } from '../../src/identity-center/evaluation.ts'
import { endpoints } from '../../src/operations/endpoints.ts'
import { findOperation, routeRefusal } from '../../src/operations/route.ts'
import { pathOf, singleSlashes } from '../../src/operations/target.ts'
import { startScimServer } from '../http/scim/scim-server.ts'

const evaluation = new Evaluation(dialectOf({}, newestEpoch))
const prefix = '/11111111111-2222-3333-4444-555555555555/scim/v2'

t.test(
  'each endpoint leads to its operation, relative to the SCIM endpoint or with its path',
  async (t) => {
    for (const [method, pattern, operation] of endpoints) {
      const path = pattern.replace(':id', 'a%2Fb')
      const id = path === pattern ? '' : 'a/b'
      t.same(findOperation(method, path), { operation, id })
      t.same(findOperation(method, prefix + path), { operation, id })
    }
  },
)

t.test('any other path leads to no operation', async (t) => {
  for (const path of ['', '/', '/users', '/Users/a/b', '/Users/%zz', '/scim/v2/Users', '/Me']) {
    t.equal(findOperation('GET', path), undefined, path)
    t.equal(routeRefusal('GET', path, evaluation).exception, 'ResourceNotFoundException')
  }
})

t.test('a group cannot be replaced', async (t) => {
  t.equal(routeRefusal('PUT', '/Groups/x', evaluation).exception, 'NotImplementedException')
  t.equal(
    routeRefusal('PUT', `${prefix}/Groups/x`, evaluation).exception,
    'NotImplementedException',
  )
  t.equal(routeRefusal('PUT', '/Groups', evaluation).exception, 'ResourceNotFoundException')
  t.equal(routeRefusal('POST', '/Groups/x', evaluation).exception, 'ResourceNotFoundException')
})

t.test('the SCIM server routes every request in the same way', async (t) => {
  const { ask, server } = await startScimServer(t)
  const base = new URL(server.endpoint).pathname
  const word = fc.constantFrom(
    ...['Users', 'Groups', 'Schemas', 'ResourceTypes', '%55sers', 'users', 'x', 'a%2Fb', '%', ''],
    'y'.repeat(1_024),
    'z'.repeat(1_025),
  )
  const paths = fc
    .array(word, { maxLength: 3 })
    .map((words) => words.map((each) => `/${each}`).join(''))
  const methods = fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE')
  await fc.assert(
    fc.asyncProperty(methods, paths, async (method, path) => {
      const { status, text } = await ask(method, path)
      const target = pathOf(singleSlashes(base + path))
      if (findOperation(method, target) === undefined) {
        const refusal = routeRefusal(method, target, evaluation)
        t.same([status, JSON.parse(text).detail], [refusal.status, refusal.detail], method + path)
      } else t.not(JSON.parse(text || '{}').detail, 'Endpoint not found.', method + path)
    }),
    { numRuns: 200 },
  )
})
