import { bodyExamples } from './examples/body.ts'
import { createGroupExamples } from './examples/create-group.ts'
import type { ExamplesByRule, RuleExamples } from './examples/example-request.ts'
import { existenceExamples } from './examples/existence.ts'
import { identityStoreExamples } from './examples/identity-store.ts'
import { listExamples } from './examples/list.ts'
import { manualExamples } from './examples/manual.ts'
import { memberExamples } from './examples/members.ts'
import { patchExamples } from './examples/patch.ts'
import { patchGroupExamples } from './examples/patch-group.ts'
import { patchUserExamples } from './examples/patch-user.ts'
import { putUserExamples } from './examples/put-user.ts'
import { requestExamples } from './examples/request.ts'
import { resourceExamples } from './examples/resource.ts'
import { routingExamples } from './examples/routing.ts'
import { textExamples } from './examples/text.ts'
import { userExamples } from './examples/user.ts'

/**
 * Requests that obey and break each rule, by rule id, for the tests and the reference pages. The server never loads
 * this file. A rule that depends on the store, the clock or several requests has none.
 */
export const ruleExamples: ExamplesByRule = {
  ...requestExamples,
  ...routingExamples,
  ...bodyExamples,
  ...resourceExamples,
  ...textExamples,
  ...userExamples,
  ...putUserExamples,
  ...patchExamples,
  ...patchUserExamples,
  ...memberExamples,
  ...createGroupExamples,
  ...patchGroupExamples,
  ...listExamples,
  ...existenceExamples,
  ...identityStoreExamples,
  ...manualExamples,
}

/** The examples of the rule with this id. */
export const findExamples = (ruleId: string): RuleExamples | undefined =>
  Object.hasOwn(ruleExamples, ruleId) ? ruleExamples[ruleId] : undefined
