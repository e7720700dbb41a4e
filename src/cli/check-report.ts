import type { CheckedRow } from '../administration/check/checked.ts'
import type { Tally, ViolationCount } from '../administration/check/tally.ts'
import { readableText } from '../identity-center/code-points.ts'
import type { Finding } from '../identity-center/rule.ts'
import { findRule } from '../identity-center/rules/rule-book.ts'
import { jsonLine, textTable } from './print.ts'

/** Prints what a check finds, while it goes on. */
export interface CheckReport {
  /** What to print of a row; nothing most of the time. */
  readonly row: (file: string, row: CheckedRow) => string
  readonly end: (tally: Tally) => string
}

export interface ReportOptions {
  /** Every row, also those that are fine, and every finding, however often it is repeated. */
  readonly all: boolean
  readonly files: number
}

const heading = ['LINE', 'NAME', 'VERDICT', 'RULE', 'ATTRIBUTE', 'VALUE', 'WHAT TO DO']

/** How often one kind of finding is printed before it is only counted. */
const perKindMax = 5
/** A table's columns are as wide as the first rows want. */
const rowsForWidths = 100
const cellLengthMax = 40

const short = (text: string): string => {
  const readable = Array.from(readableText(text.slice(0, 4 * cellLengthMax)))
  return readable.length > cellLengthMax
    ? `${readable.slice(0, cellLengthMax - 1).join('')}…`
    : readable.join('')
}

const number = (count: number): string => count.toLocaleString('en-US')

/** What is said of this one beside the rule itself, and what to do. */
const advice = ({ ruleId, sentence, remedy }: Finding): string => {
  const summary = findRule(ruleId)?.summary ?? ''
  const more = sentence.startsWith(summary) ? sentence.slice(summary.length).trim() : sentence
  return [more, remedy].filter((part) => part !== '').join(' ')
}

const breachLine = ({ ruleId, severity, path, count, firstLine }: ViolationCount): string => {
  const rows = count === 1 ? '1 row breaks' : `${number(count)} rows break`
  const at = path === '' ? 'the whole' : path
  return `${at}: ${rows} ${ruleId} (${severity}, first on line ${firstLine})\n`
}

const summary = (tally: Tally): string => {
  const { rows, refused, warned, fine, alreadyThere, breaches: brokenRules } = tally
  const there = alreadyThere > 0 ? `, ${number(alreadyThere)} already there` : ''
  const counts = `${number(rows)} checked: ${number(refused)} would be refused, ${number(warned)} accepted with a warning, ${number(fine)} fine${there}.\n`
  return `${brokenRules.map(breachLine).join('')}${brokenRules.length > 0 ? '\n' : ''}${counts}`
}

/** For people: a table of the first findings of each kind, then how often each was found. */
export const tableReport = ({ all, files }: ReportOptions): CheckReport => {
  let waiting: (readonly string[])[] | undefined = []
  let widths: readonly number[] = []
  const printed = new Map<string, number>()

  const isPrinted = ({ severity, ruleId, path }: Finding): boolean => {
    const kind = `${severity} ${ruleId} ${path}`
    const count = (printed.get(kind) ?? 0) + 1
    if (count <= perKindMax) printed.set(kind, count)
    return all || count <= perKindMax
  }

  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`

  const flush = (): string => {
    const first = waiting ?? []
    waiting = undefined
    if (first.length === 0) return ''
    widths = heading.map((name, column) =>
      Math.max(name.length, ...first.map((cells) => cells[column]?.length ?? 0)),
    )
    return textTable(heading, first)
  }

  const print = (raw: readonly string[]): string => {
    const cells = raw.map(readableText)
    if (waiting === undefined) return line(cells)
    waiting.push(cells)
    return waiting.length < rowsForWidths ? '' : flush()
  }

  return {
    row: (file, row) => {
      const place = files > 1 ? `${file}:${row.line}` : String(row.line)
      const name = short(row.name)
      if (row.findings.length === 0) {
        const verdict = row.alreadyThere ? 'already there' : 'fine'
        return all ? print([place, name, verdict, '', '', '', '']) : ''
      }
      return row.findings
        .filter(isPrinted)
        .map((finding) =>
          print([
            place,
            name,
            finding.severity,
            finding.ruleId,
            finding.path,
            finding.value,
            advice(finding),
          ]),
        )
        .join('')
    },
    end: (tally) => {
      const table = waiting === undefined ? '' : flush()
      const hasTable = widths.length > 0
      return `${table}${hasTable ? '\n' : ''}${summary(tally)}`
    },
  }
}

/** For scripts: a line of JSON for each row that is not fine, and last the totals. */
export const jsonReport = ({ all }: ReportOptions): CheckReport => ({
  row: (file, row) => (all || row.verdict !== 'fine' ? jsonLine({ file, ...row }) : ''),
  end: (tally) => jsonLine({ totals: tally }),
})
