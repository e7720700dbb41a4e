import { currentRuleId } from '../former-rule-ids.ts'
import type { Rule } from '../rule.ts'
import { authenticationRules } from './authentication.ts'
import { serverAvailable } from './availability.ts'
import { bodyReadingRules } from './body.ts'
import { clientBehaviorRules } from './client-behavior.ts'
import { createGroupRules } from './create-group.ts'
import { createUserRules } from './create-user.ts'
import { existenceRules } from './existence.ts'
import { httpRules } from './http.ts'
import { identityStoreRules } from './identity-store.ts'
import { cursorFilterUnchanged, listGroupsRules, listUsersRules } from './list.ts'
import { manualRules } from './manual.ts'
import { patchGroupOperationRules, patchGroupResultRules } from './patch-group.ts'
import { patchUserOperationRules, patchUserResultRules } from './patch-user.ts'
import { putUserRules } from './put-user.ts'
import { groupQuota, requestRate, userQuota } from './quotas.ts'
import { bodyRules, requestRules } from './request.ts'
import { routingRules } from './routing.ts'
import { uniquenessRules } from './uniqueness.ts'

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
