import type { Finding } from './rule.ts'

/** More would make the answer unreadable; the event has them all. */
const reasonsMax = 5

const reasonOf = ({ ruleId, path, value, sentence, remedy }: Finding): string => {
  const where = [path, value && `"${value}"`].filter(Boolean).join(' ')
  return `[${[ruleId, where].filter(Boolean).join(': ')}] ${sentence} ${remedy}`
}

/** What the service would say, and why it is so: for the setting `errorDetail` `explained`. */
export const explainedText = (detail: string, findings: readonly Finding[]): string => {
  const reasons = findings.filter(({ severity }) => severity === 'refused').map(reasonOf)
  const rest = reasons.length - reasonsMax
  return [
    detail,
    ...reasons.slice(0, reasonsMax),
    ...(rest > 0 ? [`And ${rest} more; see the event.`] : []),
  ].join(' ')
}
