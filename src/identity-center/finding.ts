import type { Location } from '../scim/resource.ts'
import { codePointText, readableText } from './code-points.ts'
import { formatScimPath } from './format-location.ts'
import type { Finding, Rule, Violation } from './rule.ts'
import { sourceText } from './source.ts'

const valueLengthMax = 80
const hiddenText = '(not shown)'
/** Of the disallowed characters in one text. More would not help a reader. */
const codePointsMax = 20

const isPassword = (key: string | number): boolean =>
  typeof key === 'string' && key.toLowerCase() === 'password'

/** The beginning of a text, readable. The rest is not processed: a value may have a megabyte. */
const shorten = (text: string): string => {
  const codePoints = Array.from(readableText(text.slice(0, 4 * valueLengthMax)))
  return codePoints.length > valueLengthMax
    ? `${codePoints.slice(0, valueLengthMax - 1).join('')}…`
    : codePoints.join('')
}

/** A value as text, without any password in it. */
const valueText = ({ location, value, codePoints }: Violation): string => {
  if (value === undefined) return ''
  if (location.some(isPassword)) return hiddenText
  if (typeof value !== 'string') {
    return shorten(
      JSON.stringify(value, (key, part) => (isPassword(key) ? hiddenText : part)) ?? '',
    )
  }
  const text = shorten(value)
  return codePoints === undefined ? text : `${text} (${codePointText(codePoints)})`
}

/** The finding about one violation. */
export const findingOf = (
  rule: Rule,
  violation: Violation,
  severity: Finding['severity'],
  pointerOf: (location: Location) => string,
): Finding => ({
  ruleId: rule.id,
  severity,
  path: formatScimPath(violation.location),
  pointer: pointerOf(violation.location),
  value: valueText(violation),
  ...(violation.codePoints !== undefined &&
    !violation.location.some(isPassword) && {
      codePoints: violation.codePoints.slice(0, codePointsMax),
    }),
  sentence: violation.note === undefined ? rule.summary : `${rule.summary} Here: ${violation.note}`,
  source: sourceText(rule.source),
  certainty: rule.certainty,
  remedy: rule.remedy,
})
