import type { Location } from '../scim/resource.ts'
import { codePointText, readableText } from './code-points.ts'
import { attributeNotation } from './notation.ts'
import type { Finding, Law, Offence } from './rule.ts'
import { sourceText } from './source.ts'

const longest = 80
const hidden = '(not shown)'
/** Of the characters at fault; whoever has more of them in one text knows by then. */
const mostCodePoints = 20

const isPassword = (key: string | number): boolean =>
  typeof key === 'string' && key.toLowerCase() === 'password'

/** Readable and short. Only the beginning is made readable: a body may be one value of a megabyte. */
const shown = (text: string): string => {
  const codePoints = Array.from(readableText(text.slice(0, 4 * longest)))
  return codePoints.length > longest
    ? `${codePoints.slice(0, longest - 1).join('')}…`
    : codePoints.join('')
}

/** A value as it may be shown: never a password, whatever object it is in. */
const valueText = ({ location, value, codePoints }: Offence): string => {
  if (value === undefined) return ''
  if (location.some(isPassword)) return hidden
  if (typeof value !== 'string') {
    return shown(JSON.stringify(value, (key, part) => (isPassword(key) ? hidden : part)) ?? '')
  }
  const text = shown(value)
  return codePoints === undefined ? text : `${text} (${codePointText(codePoints)})`
}

/** What is said of one offence. */
export const findingOf = (
  law: Law,
  offence: Offence,
  severity: Finding['severity'],
  pointerOf: (location: Location) => string,
): Finding => ({
  ruleId: law.id,
  severity,
  path: attributeNotation(offence.location),
  pointer: pointerOf(offence.location),
  value: valueText(offence),
  ...(offence.codePoints !== undefined &&
    !offence.location.some(isPassword) && {
      codePoints: offence.codePoints.slice(0, mostCodePoints),
    }),
  sentence: offence.note === undefined ? law.summary : `${law.summary} Here: ${offence.note}`,
  source: sourceText(law.source),
  certainty: law.certainty,
  remedy: law.remedy,
})
