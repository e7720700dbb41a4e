import type { CheckedRow } from '../administration/check/checked.ts'
import type { Tally, ViolationCount } from '../administration/check/tally.ts'
import { readableText } from '../identity-center/code-points.ts'
import type { Finding } from '../identity-center/rule.ts'
import { findRule } from '../identity-center/rules/rule-book.ts'
import { jsonLine, textTable } from './print.ts'

/** Formats the result of a check row by row. Each function returns text to print, possibly empty. */
export interface CheckReport {
  /** Empty for a row without findings, and while the table's first rows are collected. */
  readonly row: (file: string, row: CheckedRow) => string
  readonly end: (tally: Tally) => string
}

export interface ReportOptions {
  /** Include rows without findings, and repeat a finding without limit. */
  readonly all: boolean
  readonly files: number
}

const heading = ['LINE', 'NAME', 'VERDICT', 'RULE', 'ATTRIBUTE', 'VALUE', 'WHAT TO DO']

/** Rows printed for one kind of finding. Further rows are only counted. */
const perKindMax = 5
/** Rows that are held back to compute the column widths. */
const widthSampleRows = 100
const cellLengthMax = 40

const truncate = (text: string): string => {
  const readable = Array.from(readableText(text.slice(0, 4 * cellLengthMax)))
  return readable.length > cellLengthMax
    ? `${readable.slice(0, cellLengthMax - 1).join('')}…`
    : readable.join('')
}

const formatCount = (count: number): string => count.toLocaleString('en-US')

/** The part of the sentence that the rule's summary does not contain, and the remedy. */
const adviceText = ({ ruleId, sentence, remedy }: Finding): string => {
  const summary = findRule(ruleId)?.summary ?? ''
  const more = sentence.startsWith(summary) ? sentence.slice(summary.length).trim() : sentence
  return [more, remedy].filter((part) => part !== '').join(' ')
}

const violationLine = ({ ruleId, severity, path, count, firstLine }: ViolationCount): string => {
  const rows = count === 1 ? '1 row violates' : `${formatCount(count)} rows violate`
  const at = path === '' ? 'whole resource' : path
  return `${at}: ${rows} ${ruleId} (${severity}, first on line ${firstLine})\n`
}

const summary = (tally: Tally): string => {
  const { rows, refused, warned, fine, alreadyThere, violations } = tally
  const there = alreadyThere > 0 ? `, ${formatCount(alreadyThere)} already in the store` : ''
  const counts = `${formatCount(rows)} checked: ${formatCount(refused)} would be refused, ${formatCount(warned)} accepted with a warning, ${formatCount(fine)} fine${there}.\n`
  return `${violations.map(violationLine).join('')}${violations.length > 0 ? '\n' : ''}${counts}`
}

/** A table with the first findings of each kind, then the count of each kind. */
export const tableReport = ({ all, files }: ReportOptions): CheckReport => {
  let pendingRows: (readonly string[])[] | undefined = []
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
    const first = pendingRows ?? []
    pendingRows = undefined
    if (first.length === 0) return ''
    widths = heading.map((name, column) =>
      Math.max(name.length, ...first.map((cells) => cells[column]?.length ?? 0)),
    )
    return textTable(heading, first)
  }

  const print = (raw: readonly string[]): string => {
    const cells = raw.map(readableText)
    if (pendingRows === undefined) return line(cells)
    pendingRows.push(cells)
    return pendingRows.length < widthSampleRows ? '' : flush()
  }

  return {
    row: (file, row) => {
      const place = files > 1 ? `${file}:${row.line}` : String(row.line)
      const name = truncate(row.name)
      if (row.findings.length === 0) {
        const verdict = row.alreadyThere ? 'already in the store' : 'fine'
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
            adviceText(finding),
          ]),
        )
        .join('')
    },
    end: (tally) => {
      const table = pendingRows === undefined ? '' : flush()
      const hasTable = widths.length > 0
      return `${table}${hasTable ? '\n' : ''}${summary(tally)}`
    },
  }
}

/** One line of JSON for each row with findings, then one with the totals. */
export const jsonReport = ({ all }: ReportOptions): CheckReport => ({
  row: (file, row) => (all || row.verdict !== 'fine' ? jsonLine({ file, ...row }) : ''),
  end: ({ violations, ...totals }) => jsonLine({ totals: { ...totals, breaches: violations } }), // cspell:disable-line: a contract
})
