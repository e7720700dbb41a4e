import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { errorAnswer } from '../../../src/identity-center/identity-store/error-answer.ts'
import { refusalOf } from '../../../src/identity-center/judge.ts'
import type { Rule, Violation } from '../../../src/identity-center/rule.ts'
import { serverAvailable } from '../../../src/identity-center/rules/availability.ts'
import { bodySizeMax } from '../../../src/identity-center/rules/body.ts'
import { userExists } from '../../../src/identity-center/rules/existence.ts'
import {
  apiAccessKeyValid,
  apiIdentityStoreOwn,
  apiRequestRate,
  apiRevisionCurrent,
} from '../../../src/identity-center/rules/identity-store.ts'
import { groupQuota, userQuota } from '../../../src/identity-center/rules/quotas.ts'
import { groupDisplayNameUnique } from '../../../src/identity-center/rules/uniqueness.ts'
import { expectParts } from '../../helpers/expect-parts.ts'

const answer = (rule: Rule, violation: Partial<Violation> = {}, asOf = newestEpoch) => {
  const refusal = refusalOf(rule, [{ location: [], ...violation }], dialectOf({}, asOf))
  const { status, body } = errorAnswer(refusal, 'the-id')
  return { status, ...JSON.parse(body) }
}

t.test('a refusal has the form of the API', async (t) => {
  const id = 'c4488478-a0e1-700e-3d75-96c6bb641596'
  t.same(answer(userExists, { value: id }), {
    status: 400,
    __type: 'ResourceNotFoundException',
    Message: 'USER not found.',
    RequestId: 'the-id',
    ResourceType: 'USER',
    ResourceId: id,
  })
  t.notOk('ResourceId' in answer(userExists, { value: 'ada@example.com' }))
  t.same(answer(groupDisplayNameUnique), {
    status: 400,
    __type: 'ConflictException',
    Message: 'Duplicate GroupDisplayName',
    RequestId: 'the-id',
    Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
  })
  t.equal(answer(apiRevisionCurrent).Reason, 'CONCURRENT_MODIFICATION')
  expectParts(t, answer(apiRequestRate), {
    status: 400,
    __type: 'ThrottlingException',
    RetryAfterSeconds: 1,
  })
  for (const rule of [userQuota, groupQuota]) {
    expectParts(t, answer(rule), {
      status: 400,
      __type: 'ServiceQuotaExceededException',
      Message: rule.summary,
    })
  }
  expectParts(t, answer(serverAvailable), { status: 500, __type: 'InternalServerException' })
  expectParts(t, answer(apiIdentityStoreOwn, { note: 'No.' }), {
    status: 403,
    __type: 'AccessDeniedException',
    Message: 'No.',
  })
})

t.test('what stands before every API says message, and no more', async (t) => {
  t.same(answer(apiAccessKeyValid), {
    status: 403,
    __type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  })
})

t.test('the message has the reason even when SCIM had one sentence for everything', async (t) => {
  t.equal(answer(bodySizeMax, {}, '2021-08-01').Message, bodySizeMax.summary)
})
