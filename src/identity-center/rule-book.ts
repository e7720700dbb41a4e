import { currentRuleId } from './former-rule-ids.ts'
import type { Rule } from './rule.ts'
import { authenticationRules } from './rules/authentication.ts'
import { serverAvailable } from './rules/availability.ts'
import { bodyReadingRules } from './rules/body.ts'
import { clientBehaviorRules } from './rules/client-behavior.ts'
import { createGroupRules } from './rules/create-group.ts'
import { createUserRules } from './rules/create-user.ts'
import { existenceRules } from './rules/existence.ts'
import { httpRules } from './rules/http.ts'
import { identityStoreRules } from './rules/identity-store.ts'
import { cursorFilterUnchanged, listGroupsRules, listUsersRules } from './rules/list.ts'
import { manualRules } from './rules/manual.ts'
import { patchGroupOperationRules, patchGroupResultRules } from './rules/patch-group.ts'
import { patchUserOperationRules, patchUserResultRules } from './rules/patch-user.ts'
import { putUserRules } from './rules/put-user.ts'
import { groupQuota, requestRate, userQuota } from './rules/quotas.ts'
import { bodyRules, requestRules } from './rules/request.ts'
import { routingRules } from './rules/routing.ts'
import { uniquenessRules } from './rules/uniqueness.ts'

/**
 * Every rule once: first those of any request, then page by page, then those that need the store, in the order in which
 * a request meets them, then those of the Identity Store API, of client behavior, and of manual changes.
 */
export const ruleBook: readonly Rule[] = [
  ...new Set<Rule>([
    ...requestRules,
    ...bodyRules,
    ...createUserRules,
    ...putUserRules,
    ...patchUserOperationRules,
    ...patchUserResultRules,
    ...createGroupRules,
    ...patchGroupOperationRules,
    ...patchGroupResultRules,
    ...listUsersRules,
    ...listGroupsRules,
    cursorFilterUnchanged,
    ...authenticationRules,
    ...routingRules,
    requestRate,
    ...httpRules,
    ...bodyReadingRules,
    ...existenceRules,
    ...uniquenessRules,
    userQuota,
    groupQuota,
    serverAvailable,
    ...identityStoreRules,
    ...clientBehaviorRules,
    ...manualRules,
  ]),
]

/** The rule with this id, or with this former id. */
export const findRule = (id: string): Rule | undefined =>
  ruleBook.find((rule) => rule.id === currentRuleId(id))
