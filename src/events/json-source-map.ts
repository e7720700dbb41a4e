/** A range of a text, in UTF-16 units; `end` is exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A place where pretty-printing would add a line break, at this nesting depth, or a space. */
export interface LayoutBreak {
  readonly at: number
  readonly depth: number | 'space'
}

/** The source map of a text, up to the place where it stops being JSON. */
export interface JsonSourceMap {
  /** The range of the value at each requested JSON pointer that exists; of a doubled key, the last value. */
  readonly ranges: ReadonlyMap<string, TextRange>
  /** Where the text stops being JSON (RFC 8259): its length where it ends too early; undefined where it is JSON. */
  readonly error: number | undefined
  /** In the order of the text. */
  readonly breaks: readonly LayoutBreak[]
}

/** The requested pointers as a tree of their reference tokens. */
interface PointerNode {
  readonly children: Map<string, PointerNode>
  pointer?: string
}

interface Frame {
  readonly isObject: boolean
  readonly start: number
  readonly node: PointerNode | undefined
  /** The reference token of the next value: its key or its index. */
  token: string | number
}

type Expected =
  | 'value'
  | 'first value'
  | 'next value'
  | 'first key'
  | 'next key'
  | 'colon'
  | 'comma'
  | 'end'

const pointerTree = (pointers: Iterable<string>): PointerNode => {
  const root: PointerNode = { children: new Map() }
  for (const pointer of pointers) {
    let node = root
    for (const token of pointer.split('/').slice(1)) {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
      const next = node.children.get(name) ?? { children: new Map() }
      node.children.set(name, next)
      node = next
    }
    node.pointer = pointer
  }
  return root
}

const space = /[ \t\n\r]*/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

const matchLength = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** Where the string that starts at this quote ends, and whether it is complete. */
const readString = (
  text: string,
  start: number,
): { readonly end: number; readonly ok: boolean } => {
  let at = start + 1
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === 0x22) return { end: at + 1, ok: true }
    const length = unit === 0x5c ? matchLength(escaped, text, at) : unit < 0x20 ? 0 : 1
    if (length === 0) return { end: at, ok: false }
    at += length
  }
  return { end: at, ok: false }
}

/**
 * Maps JSON pointers to the ranges of their values in a text, which may be malformed or truncated anywhere. Never
 * throws.
 *
 * A state machine without recursion: `expected` says which token may come next, `frames` are the open objects and
 * lists. It stops at the first token that is not expected; values that are open there end there.
 */
export const mapJsonSource = (text: string, pointers: Iterable<string> = []): JsonSourceMap => {
  const ranges = new Map<string, TextRange>()
  const breaks: LayoutBreak[] = []
  const frames: Frame[] = []
  const root = pointerTree(pointers)
  let error: number | undefined
  let at = text.startsWith('\ufeff') ? 1 : 0
  let expected = 'value' as Expected

  const currentNode = (): PointerNode | undefined => {
    const frame = frames.at(-1)
    return frame === undefined ? root : frame.node?.children.get(String(frame.token))
  }
  const addRange = (node: PointerNode | undefined, start: number, end: number) => {
    if (node?.pointer !== undefined) ranges.set(node.pointer, { start, end })
  }
  const endValue = () => {
    const frame = frames.at(-1)
    if (typeof frame?.token === 'number') frame.token += 1
    expected = frame === undefined ? 'end' : 'comma'
  }
  const addLineBreak = () => breaks.push({ at, depth: frames.length })

  const close = () => {
    const frame = frames.pop()
    if (expected === 'comma') addLineBreak()
    at += 1
    if (frame !== undefined) addRange(currentNode(), frame.start, at)
    endValue()
  }
  const open = (isObject: boolean) => {
    frames.push({ isObject, start: at, node: currentNode(), token: isObject ? '' : 0 })
    at += 1
    expected = isObject ? 'first key' : 'first value'
  }
  const readText = (use: (start: number) => void): boolean => {
    const start = at
    const { end, ok } = readString(text, start)
    at = end
    if (ok) use(start)
    return ok
  }

  /** Reads the next token; false where it is not the expected one. */
  const readToken = (): boolean => {
    const character = text[at]
    const frame = frames.at(-1)
    switch (expected) {
      case 'end':
        return false
      case 'colon':
        if (character !== ':') return false
        at += 1
        expected = 'value'
        if (!' \t\r\n'.includes(text[at] ?? ' ')) breaks.push({ at, depth: 'space' })
        return true
      case 'comma':
        if (character === (frame?.isObject ? '}' : ']')) {
          close()
          return true
        }
        if (character !== ',') return false
        at += 1
        expected = frame?.isObject ? 'next key' : 'next value'
        return true
      case 'first key':
      case 'next key':
        if (character === '}' && expected === 'first key') {
          close()
          return true
        }
        if (character !== '"') return false
        addLineBreak()
        return readText((start) => {
          if (frame !== undefined) frame.token = String(JSON.parse(text.slice(start, at)))
          expected = 'colon'
        })
      case 'first value':
      case 'next value':
      case 'value': {
        if (character === ']' && expected === 'first value') {
          close()
          return true
        }
        if (expected !== 'value') addLineBreak()
        if (character === '{' || character === '[') {
          open(character === '{')
          return true
        }
        const start = at
        if (character === '"') {
          return readText(() => {
            addRange(currentNode(), start, at)
            endValue()
          })
        }
        const length = matchLength(scalar, text, at)
        if (length === 0) return false
        at += length
        addRange(currentNode(), start, at)
        endValue()
        return true
      }
    }
  }

  for (;;) {
    at += matchLength(space, text, at)
    if (at >= text.length) {
      if (expected !== 'end') error = text.length
      break
    }
    if (!readToken()) {
      error = at
      break
    }
  }
  for (const frame of frames.splice(0).reverse()) {
    addRange(frame.node, frame.start, error ?? text.length)
  }
  return { ranges, error, breaks }
}
