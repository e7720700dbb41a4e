/** The words of one command. */
export type Command = readonly string[]

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const codes = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/

/** The value and the length of an escape in a `$'…'` string. The text begins after its backslash. */
const unescaped = (text: string): { readonly value: string; readonly length: number } => {
  const code = codes.exec(text)
  if (code !== null) {
    const octal = code[4]
    const point = Number.parseInt(octal ?? code[1] ?? code[2] ?? code[3] ?? '', octal ? 8 : 16)
    return { value: point > 0x10ffff ? '' : String.fromCodePoint(point), length: code[0].length }
  }
  const [first = ''] = text
  return { value: escapes[first] ?? first, length: 1 }
}

/**
 * Splits a text into commands and words as a POSIX shell does: quotes, `$'…'` and backslashes. Variables and wildcards
 * stay unchanged, because their values are unknown. Undefined if a quote is not closed.
 */
export const shellCommands = (text: string): readonly Command[] | undefined => {
  const commands: string[][] = []
  let words: string[] = []
  let word: string | undefined
  let isRedirected = false

  const endWord = () => {
    if (word !== undefined && !isRedirected) words.push(word)
    if (word !== undefined) isRedirected = false
    word = undefined
  }
  const endCommand = () => {
    endWord()
    if (words.length > 0) commands.push(words)
    words = []
    isRedirected = false
  }

  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    at++
    if (character === '\\') {
      const lineEnd = /^\r?\n/.exec(text.slice(at, at + 2))
      if (lineEnd === null) word = (word ?? '') + next
      at += lineEnd?.[0].length ?? 1
    } else if (character === "'") {
      const end = text.indexOf("'", at)
      if (end === -1) return undefined
      word = (word ?? '') + text.slice(at, end)
      at = end + 1
    } else if (character === '"') {
      word ??= ''
      while (text.charAt(at) !== '"') {
        if (at >= text.length) return undefined
        const isEscape = text.charAt(at) === '\\' && '$`"\\\n'.includes(text.charAt(at + 1))
        if (isEscape) at++
        if (!isEscape || text.charAt(at) !== '\n') word += text.charAt(at)
        at++
      }
      at++
    } else if (character === '$' && next === "'") {
      word ??= ''
      at++
      while (text.charAt(at) !== "'") {
        if (at >= text.length) return undefined
        if (text.charAt(at) === '\\') {
          const { value, length } = unescaped(text.slice(at + 1, at + 10))
          word += value
          at += 1 + length
        } else word += text.charAt(at++)
      }
      at++
    } else if (character === '#' && word === undefined) {
      while (at < text.length && text.charAt(at) !== '\n') at++
    } else if (/[\n;&|]/.test(character)) {
      endCommand()
    } else if (character === '<' || character === '>') {
      if (word !== undefined && /^\d$/.test(word)) word = undefined // the stream of `2>`
      endWord()
      isRedirected = true // the next word is a file name
    } else if (/\s/.test(character)) {
      endWord()
    } else word = (word ?? '') + character
  }
  endCommand()
  return commands
}
