import t from 'tap'
import { redactQuery } from '../../src/events/redact-query.ts'

t.test('the values of parameters with secrets are replaced, others are not', async (t) => {
  const kept = 'filter=userName+eq+%22ann%22&count=1&cursor&x=token'
  t.equal(redactQuery(kept), kept)
  t.equal(redactQuery('access_token=abc&count=1'), 'access_token=***&count=1')
  t.equal(redactQuery('count=1&ACCESS_TOKEN=a=b'), 'count=1&ACCESS_TOKEN=***')
  t.equal(redactQuery('client_secret=&password=x'), 'client_secret=***&password=***')
})
