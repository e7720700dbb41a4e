import type { EventView } from '../events/event-view.ts'
import { readableText } from '../identity-center/code-points.ts'
import type { Finding } from '../identity-center/rule.ts'

/** Nobody reads more of a body on a terminal; `--json` has all of it. */
const bodyLengthMax = 2_000

type Side = EventView['request'] | EventView['response']

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text // as it came
  }
}

const bodyLines = ({ body, bodyBase64, bodyBytes }: Side, indent: string): string => {
  if (body === null && bodyBase64 === undefined) return ''
  if (body === null)
    return `${indent}(no UTF-8; in base64) ${bodyBase64?.slice(0, bodyLengthMax)}\n`
  const text = pretty(body.slice(0, bodyLengthMax))
  const lines = text.split('\n').map((line) => `${indent}${readableText(line)}\n`)
  const more =
    bodyBytes !== undefined
      ? `${indent}… (only the beginning of ${bodyBytes} bytes was kept)\n`
      : body.length > bodyLengthMax
        ? `${indent}… (${body.length} characters in all)\n`
        : ''
  return lines.join('') + more
}

const pairs = (rows: readonly (readonly [string, string])[], indent: string): string =>
  rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${indent}${name.padEnd(12)}${readableText(value)}\n`)
    .join('')

const certainties: Readonly<Record<Finding['certainty'], string>> = {
  documented: 'the service documents it',
  observed: 'somebody observed it',
  assumed: 'nobody knows for sure',
}

const findingText = (finding: Finding): string => {
  const { severity, ruleId, path, pointer, value, sentence, source, certainty, remedy } = finding
  const where = [path, pointer === '' ? '' : `${pointer} in the body`].filter(Boolean).join(', ')
  const heading = `${severity === 'refused' ? 'Refused' : 'Warning'}: ${ruleId}`
  return `${heading}\n${pairs(
    [
      ['Where', where],
      ['Value', value],
      ['Why', sentence],
      ['Source', `${source} (${certainty}: ${certainties[certainty]})`],
      ['What to do', remedy],
    ],
    '  ',
  )}`
}

/** An event for people: what came, what is answered, and what there is to say of it. */
export const explanationText = (event: EventView): string => {
  const { request, response, eventName, errorCode, errorMessage, findings } = event
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`
  const came = `${readableText(`${request.method} ${target}`)}${eventName === null ? '' : ` (${eventName})`}\n`
  const about = pairs(
    [
      ['Store', event.identityStoreId ?? 'none'],
      ['User agent', request.userAgent ?? ''],
    ],
    '  ',
  )
  const answer = `Answer: ${[response.status, errorCode].filter((part) => part !== null).join(' ')}\n`
  const logged = pairs([['Logged as', errorMessage ?? '']], '  ')
  const said =
    findings.length === 0 ? ['No rule has anything to say of it.\n'] : findings.map(findingText)
  return [
    came + about + bodyLines(request, '  '),
    answer + logged + bodyLines(response, '  '),
    ...said,
  ].join('\n')
}
