import type { Judgment } from '../identity-center/judge.ts'
import type { Finding } from '../identity-center/rule.ts'

/** Goes on with the warnings of a judgement, or throws its refusal. */
export const requireAccepted = ({ findings, refusal }: Judgment): readonly Finding[] => {
  if (refusal !== undefined) throw refusal
  return findings
}
