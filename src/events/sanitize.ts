import type { Finding } from '../identity-center/rule.ts'
import { redactSecrets } from './redact-secrets.ts'

/** In UTF-16 units. */
const textLengthMax = 16_384

/** A text that may be stored: without secrets, truncated, and without NUL and lone surrogates, which PostgreSQL rejects. */
export const sanitizeText = (text: string): string => {
  const redacted = redactSecrets(text.slice(0, textLengthMax))
  const isStorable = redacted.isWellFormed() && !redacted.includes('\0') // nearly always true, and checked fast
  return isStorable ? redacted : redacted.replace(/\0|\p{Surrogate}/gu, '\ufffd')
}

/** A finding with texts that may be stored: an attribute's name may have any characters. */
export const sanitizeFinding = (finding: Finding): Finding => ({
  ...finding,
  path: sanitizeText(finding.path),
  pointer: sanitizeText(finding.pointer),
  value: sanitizeText(finding.value),
  sentence: sanitizeText(finding.sentence),
})
