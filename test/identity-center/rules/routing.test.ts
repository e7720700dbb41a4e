import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { Evaluation } from '../../../src/identity-center/evaluation.ts'
import { routingRules } from '../../../src/identity-center/rules/routing.ts'
import { findExamples } from '../../../src/identity-center/rules/rule-examples.ts'
import { findOperation, routeRefusal } from '../../../src/operations/route.ts'
import { checkRuleAnswers } from '../../helpers/rule-answers.ts'

const today = dialectOf({}, newestEpoch)

t.test('the examples lead where they should', async (t) => {
  for (const id of ['endpoint-exists', 'group-update-by-patch']) {
    const { obeys = [], breaks = [] } = findExamples(id) ?? {}
    t.ok(obeys.length > 0 && breaks.length > 0, id)
    for (const { request } of obeys) {
      const [method = '', path = ''] = request.split(' ')
      t.ok(findOperation(method, path), request)
    }
    for (const { request } of breaks) {
      const [method = '', path = ''] = request.split(' ')
      t.equal(findOperation(method, path), undefined, request)
      t.same(
        routeRefusal(method, path, new Evaluation(today)).findings.map(({ ruleId }) => ruleId),
        [id],
      )
    }
  }
})

checkRuleAnswers(routingRules, {
  'endpoint-exists': [404, 'Endpoint not found.'],
  'group-update-by-patch': [501, 'Not implemented'],
})
