import type { Judgement } from '../identity-center/judge.ts'
import type { Finding } from '../identity-center/rule.ts'

/** Goes on with the warnings of a judgement, or throws its refusal. */
export const accept = ({ findings, refusal }: Judgement): readonly Finding[] => {
  if (refusal !== undefined) throw refusal
  return findings
}
