/** Where something stands in a text: UTF-16 units, the end not included. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** Where a line of a laid-out text begins, how deep it stands; or where a space belongs, for the eye alone. */
export interface LayoutBreak {
  readonly at: number
  readonly depth: number | 'space'
}

/** What is known of a text that should be JSON, as far as it is. */
export interface JsonPlaces {
  /** By JSON pointer; of those that were asked for, whatever is there. The last one, where a key is named twice. */
  readonly places: ReadonlyMap<string, Place>
  /** Where the text stops being JSON: RFC 8259; its length, where it ends too early. Undefined where it is JSON. */
  readonly error: number | undefined
  /** In their order. */
  readonly breaks: readonly LayoutBreak[]
}

/** The pointers that are asked for, as a tree of their steps. */
interface Wanted {
  readonly below: Map<string, Wanted>
  pointer?: string
}

interface Frame {
  readonly isObject: boolean
  readonly start: number
  readonly wanted: Wanted | undefined
  /** What the next value is: the key that was read, or how many came before. */
  step: string | number
}

type Due =
  | 'value'
  | 'first value'
  | 'next value'
  | 'first key'
  | 'next key'
  | 'colon'
  | 'comma'
  | 'end'

const wantedOf = (pointers: Iterable<string>): Wanted => {
  const root: Wanted = { below: new Map() }
  for (const pointer of pointers) {
    let node = root
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
      const next = node.below.get(name) ?? { below: new Map() }
      node.below.set(name, next)
      node = next
    }
    node.pointer = pointer
  }
  return root
}

const space = /[ \t\n\r]*/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** How far the string goes that starts at this quote, and whether it is whole. */
const readString = (
  text: string,
  start: number,
): { readonly end: number; readonly ok: boolean } => {
  let at = start + 1
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === 0x22) return { end: at + 1, ok: true }
    const length = unit === 0x5c ? lengthAt(escaped, text, at) : unit < 0x20 ? 0 : 1
    if (length === 0) return { end: at, ok: false }
    at += length
  }
  return { end: at, ok: false }
}

/** Finds places in a text that should be JSON, and may be broken or cut anywhere. Never throws. */
export const findPlaces = (text: string, pointers: Iterable<string> = []): JsonPlaces => {
  const places = new Map<string, Place>()
  const breaks: LayoutBreak[] = []
  const frames: Frame[] = []
  const root = wantedOf(pointers)
  let error: number | undefined
  let at = text.startsWith('\ufeff') ? 1 : 0
  let due = 'value' as Due

  const here = (): Wanted | undefined => {
    const frame = frames.at(-1)
    return frame === undefined ? root : frame.wanted?.below.get(String(frame.step))
  }
  const keep = (wanted: Wanted | undefined, start: number, end: number) => {
    if (wanted?.pointer !== undefined) places.set(wanted.pointer, { start, end })
  }
  const valueRead = () => {
    const frame = frames.at(-1)
    if (typeof frame?.step === 'number') frame.step += 1
    due = frame === undefined ? 'end' : 'comma'
  }
  const lineBreak = () => breaks.push({ at, depth: frames.length })

  const close = () => {
    const frame = frames.pop()
    if (due === 'comma') lineBreak()
    at += 1
    if (frame !== undefined) keep(here(), frame.start, at)
    valueRead()
  }
  const open = (isObject: boolean) => {
    frames.push({ isObject, start: at, wanted: here(), step: isObject ? '' : 0 })
    at += 1
    due = isObject ? 'first key' : 'first value'
  }
  const readText = (use: (start: number) => void): boolean => {
    const start = at
    const { end, ok } = readString(text, start)
    at = end
    if (ok) use(start)
    return ok
  }

  /** Reads what stands here; says whether it may. */
  const step = (): boolean => {
    const character = text[at]
    const frame = frames.at(-1)
    switch (due) {
      case 'end':
        return false
      case 'colon':
        if (character !== ':') return false
        at += 1
        due = 'value'
        if (!' \t\r\n'.includes(text[at] ?? ' ')) breaks.push({ at, depth: 'space' })
        return true
      case 'comma':
        if (character === (frame?.isObject ? '}' : ']')) {
          close()
          return true
        }
        if (character !== ',') return false
        at += 1
        due = frame?.isObject ? 'next key' : 'next value'
        return true
      case 'first key':
      case 'next key':
        if (character === '}' && due === 'first key') {
          close()
          return true
        }
        if (character !== '"') return false
        lineBreak()
        return readText((start) => {
          if (frame !== undefined) frame.step = String(JSON.parse(text.slice(start, at)))
          due = 'colon'
        })
      case 'first value':
      case 'next value':
      case 'value': {
        if (character === ']' && due === 'first value') {
          close()
          return true
        }
        if (due !== 'value') lineBreak()
        if (character === '{' || character === '[') {
          open(character === '{')
          return true
        }
        const start = at
        if (character === '"') {
          return readText(() => {
            keep(here(), start, at)
            valueRead()
          })
        }
        const length = lengthAt(scalar, text, at)
        if (length === 0) return false
        at += length
        keep(here(), start, at)
        valueRead()
        return true
      }
    }
  }

  for (;;) {
    at += lengthAt(space, text, at)
    if (at >= text.length) {
      if (due !== 'end') error = text.length
      break
    }
    if (!step()) {
      error = at
      break
    }
  }
  for (const frame of frames.splice(0).reverse()) {
    const { wanted } = frame // of what is open, as much as there is
    keep(wanted, frame.start, error ?? text.length)
  }
  return { places, error, breaks }
}
