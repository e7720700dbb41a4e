import type { EventView } from '../events/event-view.ts'
import { readableText } from '../identity-center/code-points.ts'

const red = '\u001b[31m'
const yellow = '\u001b[33m'
const defaultColor = '\u001b[39m'

/** Column widths. They are fixed because `--follow` prints events one at a time. */
const columns = { time: 20, operation: 26, status: 6, name: 32, rule: 32, request: 8 } as const

/**
 * A text padded or cut to a column's width. Control characters are spelled out, so that a client cannot control the
 * terminal.
 */
const formatCell = (text: string, width: number): string => {
  const characters = Array.from(readableText(text.slice(0, 4 * width)))
  const shown = characters.length > width ? [...characters.slice(0, width - 1), '…'] : characters
  return shown.join('') + ' '.repeat(width - shown.length)
}

const readName = (body: string | null): string | undefined => {
  try {
    const { userName, displayName, UserName, DisplayName } = JSON.parse(body ?? '')
    return [userName, UserName, displayName, DisplayName].find((name) => typeof name === 'string')
  } catch {
    return undefined // truncated, or not a JSON object
  }
}

/** The user or group that a request is about, from its body, its response, its filter or its path. */
const targetName = ({ request, response }: EventView): string => {
  const filter = new URLSearchParams(request.query).get('filter')
  const last = request.path.split('/').at(-1) ?? ''
  const isList = last === 'Users' || last === 'Groups'
  const named = readName(response.body) ?? readName(request.body) ?? filter
  return named ?? (isList || request.path.split('/').length < 5 ? '' : last)
}

const ruleText = ({ findings }: EventView): string => {
  const ids = [...new Set(findings.map(({ ruleId }) => ruleId))]
  return ids.length > 1 ? `${ids[0]} +${ids.length - 1}` : (ids[0] ?? '')
}

/** The line above a table of events. */
export const eventTableHeading = `${[
  formatCell('TIME', columns.time),
  formatCell('OPERATION', columns.operation),
  formatCell('STATUS', columns.status),
  formatCell('NAME', columns.name),
  formatCell('RULE', columns.rule),
  'REQUEST',
].join('  ')}\n`

/** One event as a line of that table. The request id is cut to the 8 digits that `explain` accepts. */
export const eventLine = (event: EventView, hasColors: boolean): string => {
  const { time, eventName, request, response, findings, requestId } = event
  const paint = (text: string, color: string) => (hasColors ? color + text + defaultColor : text)
  const isRefused = response.status >= 400
  // For an unknown tenant, the path shows the mistake.
  const operation = event.identityStoreId === null ? null : eventName
  const status = formatCell(String(response.status), columns.status)
  const rule = formatCell(ruleText(event), columns.rule)
  return `${[
    `${time.slice(0, 19)}Z`,
    formatCell(operation ?? `${request.method} ${request.path}`, columns.operation),
    isRefused ? paint(status, red) : status,
    formatCell(targetName(event), columns.name),
    findings.length > 0 ? paint(rule, isRefused ? red : yellow) : rule,
    requestId.slice(0, columns.request),
  ].join('  ')}\n`
}
