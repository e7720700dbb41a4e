import { currentRuleId } from '../former-rule-ids.ts'
import type { Rule } from '../rule.ts'
import { clientBehaviorRules } from './client-behavior.ts'
import { createGroupRules } from './create-group.ts'
import { createUserRules } from './create-user.ts'
import { identityStoreRules } from './identity-store.ts'
import { cursorFilterUnchanged, listGroupsRules, listUsersRules } from './list.ts'
import { manualRules } from './manual.ts'
import { patchGroupOperationRules, patchGroupResultRules } from './patch-group.ts'
import { patchUserOperationRules, patchUserResultRules } from './patch-user.ts'
import { putUserRules } from './put-user.ts'
import { bodyRules, requestRules } from './request.ts'
import { stateRules } from './state.ts'

/**
 * Every law once: first those of any request, then page by page, then what only the store can judge, then what only
 * several requests show, last what holds for changes by hand.
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
    ...stateRules,
    ...identityStoreRules,
    ...clientBehaviorRules,
    ...manualRules,
  ]),
]

/** The rule with this id, or with this former id. */
export const findRule = (id: string): Rule | undefined =>
  ruleBook.find((rule) => rule.id === currentRuleId(id))
