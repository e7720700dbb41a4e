import type { RefusedByRule } from '../administration/shared/refused-by-rule.ts'
import { readableText } from '../identity-center/code-points.ts'

/** A refusal for people: each rule that is broken, where, and what to do about it. */
export const refusalText = ({ findings, requestId }: RefusedByRule): string => {
  const lines = findings
    .filter(({ severity }) => severity === 'refused')
    .map(({ ruleId, path, value, sentence, remedy }) => {
      const where = [path, value].filter((part) => part !== '').join(': ')
      return `${where === '' ? '' : `${where}: `}${sentence} ${remedy} (${ruleId})`
    })
  const more = requestId === '' ? [] : [`More: explain ${requestId}`]
  return [...lines, ...more].map(readableText).join('\n')
}
