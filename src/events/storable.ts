import type { Finding } from '../identity-center/rule.ts'
import { redactSecrets } from './redact-secrets.ts'

const textLengthMax = 16_384

/** A text as it may be kept: without secrets, and such that every database takes it: without NUL, without half a surrogate pair, and not without end. */
export const storableText = (text: string): string => {
  const kept = redactSecrets(text.slice(0, textLengthMax))
  const isFit = kept.isWellFormed() && !kept.includes('\0') // nearly always, and found out fast
  return isFit ? kept : kept.replace(/\0|\p{Surrogate}/gu, '\ufffd')
}

/** A finding whose texts every database takes; a pointer may name an attribute of any characters. */
export const storableFinding = (finding: Finding): Finding => ({
  ...finding,
  path: storableText(finding.path),
  pointer: storableText(finding.pointer),
  value: storableText(finding.value),
  sentence: storableText(finding.sentence),
})
