import type { RefusedByRule } from '../administration/shared/refused-by-rule.ts'
import { readableText } from '../identity-center/code-points.ts'

/** A refusal as text: a line for each violated rule with its place, sentence and remedy. */
export const refusalText = ({ findings, requestId }: RefusedByRule): string => {
  const lines = findings
    .filter(({ severity }) => severity === 'refused')
    .map(({ ruleId, path, value, sentence, remedy }) => {
      const where = [path, value].filter((part) => part !== '').join(': ')
      return `${where === '' ? '' : `${where}: `}${sentence} ${remedy} (${ruleId})`
    })
  const hint = requestId === '' ? [] : [`For details, run: explain ${requestId}`]
  return [...lines, ...hint].map(readableText).join('\n')
}
