import type { EventView } from '../events/event-view.ts'
import { readableText } from '../identity-center/code-points.ts'
import type { Finding } from '../identity-center/rule.ts'

/** Characters of a body that are printed. `--json` prints all of it. */
const bodyLengthMax = 2_000

type Side = EventView['request'] | EventView['response']

const formatJson = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text // not JSON, or cut
  }
}

const bodyLines = ({ body, bodyBase64, bodyBytes }: Side, indent: string): string => {
  if (body === null && bodyBase64 === undefined) return ''
  if (body === null)
    return `${indent}(not UTF-8, shown as base64) ${bodyBase64?.slice(0, bodyLengthMax)}\n`
  const text = formatJson(body.slice(0, bodyLengthMax))
  const lines = text.split('\n').map((line) => `${indent}${readableText(line)}\n`)
  const more =
    bodyBytes !== undefined
      ? `${indent}… (truncated: the body had ${bodyBytes} bytes)\n`
      : body.length > bodyLengthMax
        ? `${indent}… (${body.length} characters in total)\n`
        : ''
  return lines.join('') + more
}

const formatPairs = (rows: readonly (readonly [string, string])[], indent: string): string =>
  rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${indent}${name.padEnd(12)}${readableText(value)}\n`)
    .join('')

const certaintyTexts: Readonly<Record<Finding['certainty'], string>> = {
  documented: 'documented by AWS',
  observed: 'observed at AWS',
  assumed: 'assumed, not confirmed',
}

const findingText = (finding: Finding): string => {
  const { severity, ruleId, path, pointer, value, sentence, source, certainty, remedy } = finding
  const where = [path, pointer === '' ? '' : `${pointer} in the body`].filter(Boolean).join(', ')
  const heading = `${severity === 'refused' ? 'Refused' : 'Warning'}: ${ruleId}`
  return `${heading}\n${formatPairs(
    [
      ['Where', where],
      ['Value', value],
      ['Why', sentence],
      ['Source', `${source} (${certaintyTexts[certainty]})`],
      ['What to do', remedy],
    ],
    '  ',
  )}`
}

/** An event as text: the request, the response and the findings. */
export const explanationText = (event: EventView): string => {
  const { request, response, eventName, errorCode, errorMessage, findings } = event
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`
  const requestLine = `${readableText(`${request.method} ${target}`)}${eventName === null ? '' : ` (${eventName})`}\n`
  const requestFacts = formatPairs(
    [
      ['Store', event.identityStoreId ?? 'none'],
      ['User agent', request.userAgent ?? ''],
    ],
    '  ',
  )
  const responseLine = `Response: ${[response.status, errorCode].filter((part) => part !== null).join(' ')}\n`
  const responseFacts = formatPairs([['CloudTrail', errorMessage ?? '']], '  ')
  const findingTexts = findings.length === 0 ? ['No findings.\n'] : findings.map(findingText)
  return [
    requestLine + requestFacts + bodyLines(request, '  '),
    responseLine + responseFacts + bodyLines(response, '  '),
    ...findingTexts,
  ].join('\n')
}
