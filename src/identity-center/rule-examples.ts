import { bodyExamples } from './rules/examples/body.ts'
import { createGroupExamples } from './rules/examples/create-group.ts'
import type { ExamplesByRule, RuleExamples } from './rules/examples/example-request.ts'
import { existenceExamples } from './rules/examples/existence.ts'
import { identityStoreExamples } from './rules/examples/identity-store.ts'
import { listExamples } from './rules/examples/list.ts'
import { manualExamples } from './rules/examples/manual.ts'
import { memberExamples } from './rules/examples/members.ts'
import { patchExamples } from './rules/examples/patch.ts'
import { patchGroupExamples } from './rules/examples/patch-group.ts'
import { patchUserExamples } from './rules/examples/patch-user.ts'
import { putUserExamples } from './rules/examples/put-user.ts'
import { requestExamples } from './rules/examples/request.ts'
import { resourceExamples } from './rules/examples/resource.ts'
import { routingExamples } from './rules/examples/routing.ts'
import { textExamples } from './rules/examples/text.ts'
import { userExamples } from './rules/examples/user.ts'

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
