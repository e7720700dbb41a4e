const recordSeparator = 0x1e

/**
 * The files of a body: a sequence of JSON texts has a record separator before each (RFC 7464, section 2.1), which
 * stands in no JSON. Each is to be read to its end before the next.
 */
export async function* jsonTexts(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array | undefined
  let isOver = false

  const text = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (rest === undefined) {
        const next = await iterator.next()
        if (next.done) {
          isOver = true
          return
        }
        rest = next.value
      }
      const end = rest.indexOf(recordSeparator)
      const own = end === -1 ? rest : rest.subarray(0, end)
      rest = end === -1 ? undefined : rest.subarray(end + 1)
      if (own.length > 0) yield own
      if (end !== -1) return
    }
  }

  let isFirst = true
  while (!isOver) {
    const one = text()[Symbol.asyncIterator]()
    const first = await one.next()
    // What is before the first separator is no text, unless there is something.
    if (first.done) {
      if (!isFirst && !isOver) yield (async function* () {})()
    } else {
      yield (async function* () {
        yield first.value
        yield* { [Symbol.asyncIterator]: () => one }
      })()
    }
    isFirst = false
  }
}
