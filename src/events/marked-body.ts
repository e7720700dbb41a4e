import type { Finding } from '../identity-center/rule.ts'
import { type LayoutBreak, mapJsonSource, type TextRange } from './json-source-map.ts'
import { locateCharacters } from './json-string-characters.ts'

/** Why a part of a body is marked: a character or value that violates a rule, or the place where it stops being JSON. */
export type Mark = 'character' | 'value' | 'malformed'

/** A part of a body whose characters all have the same marks. */
export interface MarkedPart {
  readonly text: string
  /** Undefined where the part is not marked. */
  readonly mark?: Mark
  /** Indexes of the findings that it is marked for. */
  readonly findings: readonly number[]
  /** Of these, those that name characters in it. */
  readonly characterFindings: readonly number[]
  /** Whitespace to show before it, which is not part of the body: a space, or a new line at this depth. */
  readonly layout?: LayoutBreak['depth']
}

interface Range extends TextRange {
  readonly mark: Mark
  /** Index of the finding; -1 for the place where the body stops being JSON. */
  readonly finding: number
}

/**
 * Where the characters that a finding names are written. The rule may have seen another text than the one that was sent
 * (a part of it, say). Positions then do not match, and every occurrence of the characters is marked.
 */
const characterRanges = (
  text: string,
  range: TextRange,
  { codePoints = [] }: Finding,
): readonly TextRange[] => {
  if (codePoints.length === 0 || text[range.start] !== '"') return []
  const located = locateCharacters(text, range)
  const isThere = codePoints.every(
    ({ codePoint, position }) => located[position]?.codePoint === codePoint,
  )
  if (isThere) return codePoints.flatMap(({ position }) => located[position] ?? [])
  const wanted = new Set(codePoints.map(({ codePoint }) => codePoint))
  return located.filter(({ codePoint }) => wanted.has(codePoint))
}

/** UTF-16 units. Longer bodies are shown as they were sent. */
const layoutLengthMax = 200_000

const findingRanges = (
  text: string,
  findings: readonly Finding[],
  valueRanges: ReadonlyMap<string, TextRange>,
): readonly Range[] =>
  findings.flatMap((finding, index): readonly Range[] => {
    const range = finding.pointer === '' ? undefined : valueRanges.get(finding.pointer)
    if (range === undefined) return []
    return [
      { ...range, mark: 'value', finding: index },
      ...characterRanges(text, range, finding).map(({ start, end }) => ({
        start,
        end,
        mark: 'character' as const,
        finding: index,
      })),
    ]
  })

const errorRange = (text: string, error: number): Range => {
  const start = Math.min(error, text.length - 1)
  const length = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1
  return { start, end: start + length, mark: 'malformed', finding: -1 }
}

const strongestMark = (ranges: readonly Range[]): Mark | undefined =>
  (['malformed', 'character', 'value'] as const).find((mark) =>
    ranges.some((range) => range.mark === mark),
  )

const findingsIn = (ranges: readonly Range[]): readonly number[] => [
  ...new Set(ranges.map(({ finding }) => finding)),
]

/**
 * Splits a body into parts, in order and without gaps, and marks those that findings are about. A body on one line is
 * laid out. A body may be malformed, or truncated (`isCut`), in which case its end is not marked. Never throws.
 */
export const markBody = (
  text: string,
  findings: readonly Finding[],
  { isCut = false }: { readonly isCut?: boolean } = {},
): readonly MarkedPart[] => {
  const pointers = findings.map(({ pointer }) => pointer)
  const { ranges: valueRanges, error, breaks } = mapJsonSource(text, pointers)
  const isMalformed = error !== undefined && text !== '' && !(isCut && error === text.length)
  const ranges = [
    ...findingRanges(text, findings, valueRanges),
    ...(isMalformed ? [errorRange(text, error)] : []),
  ]
  const isLaidOut = text.trimEnd().includes('\n') || text.length > layoutLengthMax
  const layouts = new Map(isLaidOut ? [] : breaks.map(({ at, depth }) => [at, depth] as const))
  const edges = [
    ...new Set([
      0,
      ...ranges.flatMap(({ start, end }) => [start, end]),
      ...layouts.keys(),
      text.length,
    ]),
  ].sort((one, other) => one - other)

  return edges.slice(0, -1).map((start, index): MarkedPart => {
    const end = edges[index + 1] ?? text.length
    const covering = ranges.filter((range) => range.start <= start && range.end >= end)
    const mark = strongestMark(covering)
    const layout = layouts.get(start)
    return {
      text: text.slice(start, end),
      ...(mark !== undefined && { mark }),
      findings: findingsIn(covering.filter((range) => range.mark !== 'malformed')),
      characterFindings: findingsIn(covering.filter((range) => range.mark === 'character')),
      ...(layout !== undefined && { layout }),
    }
  })
}
