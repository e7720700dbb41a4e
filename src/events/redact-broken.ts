import { endOfString, maskAll, maskValue } from './redact-json.ts'

/*
 * In a body that is no JSON nobody can tell strings from what stands between them. Every place is looked at that may
 * name a password, and where the end of its value cannot be told, the rest of the body goes with it.
 */

/** A word in any letter case, its letters perhaps escaped, perhaps in UTF-16. */
const spelled = (word: string): string =>
  Array.from(word, (letter) => {
    const codes = [letter.toUpperCase(), letter].map((each) => each.charCodeAt(0).toString(16))
    return `(?:${letter}|\\\\u00(?:${codes.join('|')}))`
  }).join('\\0?')

/** Whether a body may hold a password at all. */
export const keyword = new RegExp(spelled('password'), 'i')

const space = '[\\s\\0]*'
/** What may stand between a key and its value: the key's closing quote, a colon (or what came instead), spaces. */
const afterKey = new RegExp(`(?:\\\\*["'])?${space}(?:[:=]${space})?`, 'y')
/** How a body goes on behind a whole value: by its end, by brackets, or by a comma and the next key or object. */
const goingOn = `${space}(?:$|(?:[,}\\]]${space})+(?:$|\\{|\\\\*["'][^"']*(?:$|["']${space}:)))`
const afterValue = new RegExp(goingOn, 'y')
/** The same behind a word that stands as a value itself. */
const afterWord = new RegExp(`\\\\*["']${goingOn}`, 'y')
const literal = /(?:-?\d[\d.eE+-]*|true|false|null)(?=[\s\0]*[,}\]])/y

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Where the object or list ends that starts here: behind the bracket that closes it, or nowhere. */
const endOfNested = (text: string, start: number): number | undefined => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '"') {
      const end = endOfString(text, at)
      if (end === undefined) return undefined
      at = end - 1
    } else if ('{['.includes(character)) depth++
    else if ('}]'.includes(character) && --depth === 0) return at + 1
  }
  return undefined
}

const endOfValue = (text: string, start: number): number | undefined => {
  const first = text[start] ?? ''
  if ('"\''.includes(first)) return endOfString(text, start)
  if ('{['.includes(first)) return endOfNested(text, start)
  const word = matchAt(literal, text, start)
  return word === undefined ? undefined : start + word.length
}

/** Overwrites the value that starts here; says up to where. */
const maskFrom = (text: string, redacted: Uint8Array, start: number): number => {
  const end = endOfValue(text, start)
  if (end === undefined || matchAt(afterValue, text, end) === undefined) {
    maskAll(redacted, start, text.length)
    return text.length
  }
  // Bare words have no place between brackets, yet a broken body may have them.
  if ("'[{".includes(text[start] ?? '')) maskAll(redacted, start + 1, end - 1)
  else maskValue(text, redacted, start, end)
  return end
}

/** Overwrites the values of a key wherever it may stand. True when it also stands as a value itself. */
const maskValuesOf = (word: string, text: string, redacted: Uint8Array): boolean => {
  let isValue = false
  let masked = 0
  for (const match of text.matchAll(new RegExp(spelled(word), 'gi'))) {
    const end = match.index + match[0].length
    if (end <= masked) continue // what is overwritten needs no second look, and a long body has no time for it
    if (matchAt(afterWord, text, end) !== undefined) {
      isValue = true
      continue
    }
    const gap = matchAt(afterKey, text, end) ?? ''
    const start = end + gap.length
    // A number that follows without a colon may just as well belong to the key.
    const isClear = /[:=]/.test(gap) || /["'[{]/.test(text[start] ?? '')
    if (isClear) masked = maskFrom(text, redacted, start)
    else {
      maskAll(redacted, start, text.length)
      masked = text.length
    }
  }
  return isValue
}

/** Overwrites the passwords of a text that is not JSON, and rather more. */
export const maskLoosely = (text: string, redacted: Uint8Array): void => {
  // A password that stands as a value is most likely the path of a PATCH operation.
  if (maskValuesOf('password', text, redacted)) maskValuesOf('value', text, redacted)
}
