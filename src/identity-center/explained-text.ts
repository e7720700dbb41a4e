import type { Finding } from './rule.ts'

/** More would make the response unreadable. The event has all of them. */
const reasonsMax = 5

const reasonOf = ({ ruleId, path, value, sentence, remedy }: Finding): string => {
  const where = [path, value && `"${value}"`].filter(Boolean).join(' ')
  return `[${[ruleId, where].filter(Boolean).join(': ')}] ${sentence} ${remedy}`
}

/** The service's text and the reasons for it: for the setting `errorDetail` `explained`. */
export const explainedText = (detail: string, findings: readonly Finding[]): string => {
  const reasons = findings.filter(({ severity }) => severity === 'refused').map(reasonOf)
  const rest = reasons.length - reasonsMax
  return [
    detail,
    ...reasons.slice(0, reasonsMax),
    ...(rest > 0 ? [`And ${rest} more; see the event.`] : []),
  ].join(' ')
}
