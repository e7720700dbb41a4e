import type { Law } from './rule.ts'
import { createGroupRules } from './rules/create-group.ts'
import { createUserRules } from './rules/create-user.ts'
import { habitLaws } from './rules/habits.ts'
import { handLaws } from './rules/hand.ts'
import { identityStoreLaws } from './rules/identity-store.ts'
import { cursorStable, listGroupsRules, listUsersRules } from './rules/list.ts'
import { patchGroupOperationRules, patchGroupResultRules } from './rules/patch-group.ts'
import { patchUserOperationRules, patchUserResultRules } from './rules/patch-user.ts'
import { putUserRules } from './rules/put-user.ts'
import { bodyRules, requestRules } from './rules/request.ts'
import { stateLaws } from './rules/state.ts'

/**
 * Every law once: first those of any request, then page by page, then what only the store can judge, then what only
 * several requests show, last what holds for changes by hand.
 */
export const ruleBook: readonly Law[] = [
  ...new Set<Law>([
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
    cursorStable,
    ...stateLaws,
    ...identityStoreLaws,
    ...habitLaws,
    ...handLaws,
  ]),
]

/** The law of that id. */
export const findLaw = (id: string): Law | undefined => ruleBook.find((law) => law.id === id)
