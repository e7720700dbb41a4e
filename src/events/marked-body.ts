import type { Finding } from '../identity-center/rule.ts'
import { findPlaces, type LayoutBreak, type Place } from './json-places.ts'
import { writtenCharacters } from './written-string.ts'

/** Why a part of a body is marked: characters at fault, the value that is, or where the body stops being JSON. */
export type Mark = 'character' | 'value' | 'fault'

/** A stretch of a body of which the same is to be said. */
export interface MarkedPart {
  readonly text: string
  /** Undefined where nothing is. */
  readonly mark?: Mark
  /** Those that it is marked for, by their place in the list of findings. */
  readonly findings: readonly number[]
  /** Of these, those of which it holds characters at fault. */
  readonly characterOf: readonly number[]
  /** Before it a new line begins, so deep, or a space stands: for the eye alone, no part of the body. */
  readonly before?: LayoutBreak['depth']
}

interface Range extends Place {
  readonly mark: Mark
  /** -1: no finding, a broken body. */
  readonly finding: number
}

/** Where the characters at fault are written. What was judged may have been made from the value: then all that are alike. */
const characterPlaces = (
  text: string,
  place: Place,
  { codePoints = [] }: Finding,
): readonly Place[] => {
  if (codePoints.length === 0 || text[place.start] !== '"') return []
  const written = writtenCharacters(text, place)
  const isThere = codePoints.every(
    ({ codePoint, position }) => written[position]?.codePoint === codePoint,
  )
  if (isThere) return codePoints.flatMap(({ position }) => written[position] ?? [])
  const wanted = new Set(codePoints.map(({ codePoint }) => codePoint))
  return written.filter(({ codePoint }) => wanted.has(codePoint))
}

/** Longer ones are shown as they are: nobody reads them through. */
const laidOutLengthMax = 200_000

const rangesOf = (
  text: string,
  findings: readonly Finding[],
  places: ReadonlyMap<string, Place>,
): readonly Range[] =>
  findings.flatMap((finding, index): readonly Range[] => {
    const place = finding.pointer === '' ? undefined : places.get(finding.pointer)
    if (place === undefined) return []
    return [
      { ...place, mark: 'value', finding: index },
      ...characterPlaces(text, place, finding).map(({ start, end }) => ({
        start,
        end,
        mark: 'character' as const,
        finding: index,
      })),
    ]
  })

const faultRange = (text: string, error: number): Range => {
  const start = Math.min(error, text.length - 1)
  const length = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1
  return { start, end: start + length, mark: 'fault', finding: -1 }
}

const strongest = (ranges: readonly Range[]): Mark | undefined =>
  (['fault', 'character', 'value'] as const).find((mark) =>
    ranges.some((range) => range.mark === mark),
  )

const findingsIn = (ranges: readonly Range[]): readonly number[] => [
  ...new Set(ranges.map(({ finding }) => finding)),
]

/**
 * A body in parts, in their order and without a gap, with what findings are about marked; laid out for the eye where
 * whoever sent it wrote it in one line. A body may be broken, or cut (then its end is no fault). Never throws.
 */
export const markBody = (
  text: string,
  findings: readonly Finding[],
  { isCut = false }: { readonly isCut?: boolean } = {},
): readonly MarkedPart[] => {
  const { places, error, breaks } = findPlaces(
    text,
    findings.map(({ pointer }) => pointer),
  )
  const isFault = error !== undefined && text !== '' && !(isCut && error === text.length)
  const ranges = [
    ...rangesOf(text, findings, places),
    ...(isFault ? [faultRange(text, error)] : []),
  ]
  const isLaidOut = text.trimEnd().includes('\n') || text.length > laidOutLengthMax
  const layout = new Map(isLaidOut ? [] : breaks.map(({ at, depth }) => [at, depth] as const))
  const edges = [
    ...new Set([
      0,
      ...ranges.flatMap(({ start, end }) => [start, end]),
      ...layout.keys(),
      text.length,
    ]),
  ].sort((one, other) => one - other)

  return edges.slice(0, -1).map((start, index): MarkedPart => {
    const end = edges[index + 1] ?? text.length
    const covering = ranges.filter((range) => range.start <= start && range.end >= end)
    const mark = strongest(covering)
    const before = layout.get(start)
    return {
      text: text.slice(start, end),
      ...(mark !== undefined && { mark }),
      findings: findingsIn(covering.filter((range) => range.mark !== 'fault')),
      characterOf: findingsIn(covering.filter((range) => range.mark === 'character')),
      ...(before !== undefined && { before }),
    }
  })
}
