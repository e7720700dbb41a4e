import { codePointBoundary } from '../lib/surrogates.ts'
import type { MarkedPart } from './marked-body.ts'

/** UTF-16 units that an excerpt has on either side of the marked part, and of that part itself. */
const contextLength = 44
const focusLengthMax = 96

/** A part with the marks of one finding only. */
const keepFinding = (finding: number, part: MarkedPart, text: string): MarkedPart => {
  const own = (indexes: readonly number[]) => indexes.filter((index) => index === finding)
  const plain = {
    text,
    findings: own(part.findings),
    characterFindings: own(part.characterFindings),
  }
  if (plain.characterFindings.length > 0) return { ...plain, mark: 'character' }
  return plain.findings.length > 0 ? { ...plain, mark: 'value' } : plain
}

/**
 * A short excerpt of a body around what one finding is about: around its characters if it names some. Empty where the
 * body has no mark of that finding. `isCut` tells whether text is left out before and after it.
 */
export const excerptBody = (
  parts: readonly MarkedPart[],
  finding: number,
): { readonly parts: readonly MarkedPart[]; readonly isCut: readonly [boolean, boolean] } => {
  const ownParts = parts.filter((part) => part.findings.includes(finding))
  const focus =
    ownParts.find(({ characterFindings }) => characterFindings.includes(finding)) ?? ownParts[0]
  if (focus === undefined) return { parts: [], isCut: [false, false] }

  const text = parts.map((part) => part.text).join('')
  let start = 0
  for (const part of parts) {
    if (part === focus) break
    start += part.text.length
  }
  const from = codePointBoundary(text, Math.max(0, start - contextLength))
  const focusLength = Math.min(focus.text.length, focusLengthMax)
  const to = codePointBoundary(text, Math.min(text.length, start + focusLength + contextLength))

  let at = 0
  const shown = parts.flatMap((part): readonly MarkedPart[] => {
    const first = Math.max(from - at, 0)
    const last = Math.min(to - at, part.text.length)
    at += part.text.length
    if (first >= last) return []
    return [keepFinding(finding, part, part.text.slice(first, last))]
  })
  return { parts: shown, isCut: [from > 0, to < text.length] }
}
