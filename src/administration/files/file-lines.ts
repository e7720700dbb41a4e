import { textBlocks } from './text-blocks.ts'

/** A line of a file, and its number from 1. */
export interface FileLine {
  readonly line: number
  readonly text: string
  /** Whether a line feed follows. */
  readonly isEnded: boolean
}

/** The lines of a file. Throws a FileError where it is not UTF-8. */
export async function* fileLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  for await (const block of textBlocks(chunks)) {
    const texts = block.text.split('\n')
    const rest = texts.pop() ?? ''
    for (const [index, text] of texts.entries()) {
      yield { line: block.line + index, text, isEnded: true }
    }
    if (rest !== '') yield { line: block.line + texts.length, text: rest, isEnded: false }
  }
}
