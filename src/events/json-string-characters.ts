import { isHighSurrogate, isLowSurrogate } from '../lib/surrogates.ts'
import type { TextRange } from './json-source-map.ts'

/** A character of a JSON string and its range in the source text, where it may be written as an escape. */
export interface LocatedCharacter extends TextRange {
  readonly codePoint: number
}

const shortEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

interface LocatedUnit extends TextRange {
  readonly unit: number
}

const readUnit = (text: string, start: number): LocatedUnit => {
  if (text[start] !== '\\') return { unit: text.charCodeAt(start), start, end: start + 1 }
  const letter = text[start + 1] ?? ''
  if (letter === 'u') {
    const unit = Number.parseInt(text.slice(start + 2, start + 6), 16)
    return { unit, start, end: start + 6 }
  }
  return { unit: (shortEscapes[letter] ?? letter).charCodeAt(0), start, end: start + 2 }
}

/** Locates the characters of a JSON string. The range includes its quotes; the string is well-formed. */
export const locateCharacters = (
  text: string,
  { start, end }: TextRange,
): readonly LocatedCharacter[] => {
  const units: LocatedUnit[] = []
  for (let at = start + 1; at < end - 1; ) {
    const unit = readUnit(text, at)
    units.push(unit)
    at = unit.end
  }
  const characters: LocatedCharacter[] = []
  for (let at = 0; at < units.length; at++) {
    const [one, next] = [units[at], units[at + 1]]
    if (one === undefined) break
    if (next !== undefined && isHighSurrogate(one.unit) && isLowSurrogate(next.unit)) {
      const codePoint = (one.unit - 0xd800) * 0x400 + (next.unit - 0xdc00) + 0x10000
      characters.push({ codePoint, start: one.start, end: next.end })
      at++
    } else characters.push({ codePoint: one.unit, start: one.start, end: one.end })
  }
  return characters
}
