import { isHighSurrogate, isLowSurrogate } from '../lib/surrogates.ts'
import type { Place } from './json-places.ts'

/** A character of a JSON string, and where it is written: as itself, or as an escape. */
export interface WrittenCharacter extends Place {
  readonly codePoint: number
}

const shortEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

interface WrittenUnit extends Place {
  readonly unit: number
}

const unitAt = (text: string, start: number): WrittenUnit => {
  if (text[start] !== '\\') return { unit: text.charCodeAt(start), start, end: start + 1 }
  const letter = text[start + 1] ?? ''
  if (letter === 'u') {
    const unit = Number.parseInt(text.slice(start + 2, start + 6), 16)
    return { unit, start, end: start + 6 }
  }
  return { unit: (shortEscapes[letter] ?? letter).charCodeAt(0), start, end: start + 2 }
}

/** The characters of the JSON string that stands at this place of a text, quotes and all. */
export const writtenCharacters = (
  text: string,
  { start, end }: Place,
): readonly WrittenCharacter[] => {
  const units: WrittenUnit[] = []
  for (let at = start + 1; at < end - 1; ) {
    const unit = unitAt(text, at)
    units.push(unit)
    at = unit.end
  }
  const characters: WrittenCharacter[] = []
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
