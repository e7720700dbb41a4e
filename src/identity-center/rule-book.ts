import { currentRuleId } from './former-rule-ids.ts'
import type { Rule } from './rule.ts'
import { clientBehaviorRules } from './rules/client-behavior.ts'
import { createGroupRules } from './rules/create-group.ts'
import { createUserRules } from './rules/create-user.ts'
import { identityStoreRules } from './rules/identity-store.ts'
import { cursorFilterUnchanged, listGroupsRules, listUsersRules } from './rules/list.ts'
import { manualRules } from './rules/manual.ts'
import { patchGroupOperationRules, patchGroupResultRules } from './rules/patch-group.ts'
import { patchUserOperationRules, patchUserResultRules } from './rules/patch-user.ts'
import { putUserRules } from './rules/put-user.ts'
import { bodyRules, requestRules } from './rules/request.ts'
import { stateRules } from './rules/state.ts'

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
