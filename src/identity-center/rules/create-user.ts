import type { Rule } from '../rule.ts'
import type { UserSubject } from '../subjects.ts'
import { activeOmitted, userRules, userWarnings } from './user.ts'

/** AWS developer guide, CreateUser; in the order of complaints. */
export const createUserRules: readonly Rule<UserSubject>[] = [
  ...userRules,
  ...userWarnings,
  activeOmitted,
]
