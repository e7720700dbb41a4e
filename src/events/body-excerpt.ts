import type { MarkedPart } from './marked-body.ts'

/** How much is shown on either side of what is marked, and of that itself: UTF-16 units. */
const around = 44
const focusLengthMax = 96

const isLow = (unit: number) => (unit & 0xfc00) === 0xdc00
const isHigh = (unit: number) => (unit & 0xfc00) === 0xd800

/** A place near this one at which no character is cut in two. */
const between = (text: string, at: number): number =>
  isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1)) ? at - 1 : at

/** A part as it is where nothing is said of it but by one finding. */
const markedFor = (finding: number, part: MarkedPart, text: string): MarkedPart => {
  const own = (indexes: readonly number[]) => indexes.filter((index) => index === finding)
  const plain = { text, findings: own(part.findings), characterOf: own(part.characterOf) }
  if (plain.characterOf.length > 0) return { ...plain, mark: 'character' }
  return plain.findings.length > 0 ? { ...plain, mark: 'value' } : plain
}

/** A short stretch of a body around what one finding is about, in parts; empty where nothing is marked for it. */
export const bodyExcerpt = (
  parts: readonly MarkedPart[],
  finding: number,
): { readonly parts: readonly MarkedPart[]; readonly isCut: readonly [boolean, boolean] } => {
  const concerned = parts.filter((part) => part.findings.includes(finding))
  const focus = concerned.find(({ characterOf }) => characterOf.includes(finding)) ?? concerned[0]
  if (focus === undefined) return { parts: [], isCut: [false, false] }

  const text = parts.map((part) => part.text).join('')
  let start = 0
  for (const part of parts) {
    if (part === focus) break
    start += part.text.length
  }
  const from = between(text, Math.max(0, start - around))
  const focused = Math.min(focus.text.length, focusLengthMax)
  const to = between(text, Math.min(text.length, start + focused + around))

  let at = 0
  const shown = parts.flatMap((part): readonly MarkedPart[] => {
    const first = Math.max(from - at, 0)
    const last = Math.min(to - at, part.text.length)
    at += part.text.length
    if (first >= last) return []
    return [markedFor(finding, part, part.text.slice(first, last))]
  })
  return { parts: shown, isCut: [from > 0, to < text.length] }
}
