import type { CheckedRule } from '../checked-rule.ts'
import type { UserSubject } from '../subjects.ts'
import { activePresent, userRules, userWarnings } from './user.ts'

/** AWS developer guide, CreateUser; in the order in which the service checks. */
export const createUserRules: readonly CheckedRule<UserSubject>[] = [
  ...userRules,
  ...userWarnings,
  activePresent,
]
