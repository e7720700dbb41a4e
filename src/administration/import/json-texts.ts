const recordSeparator = 0x1e

/**
 * The files of a body: a sequence of JSON texts has a record separator before each text (RFC 7464, section 2.1), which
 * JSON cannot contain. Callers read each text to its end before they ask for the next one.
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
    // Bytes before the first separator are a text only if there are any.
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
