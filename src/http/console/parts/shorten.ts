import { codePointBoundary } from '../../../lib/surrogates.ts'

const lengthMax = 120

/** Shortens a text that a client sent to about one line. It never splits a surrogate pair. */
export const shorten = (text: string): string =>
  text.length > lengthMax ? `${text.slice(0, codePointBoundary(text, lengthMax))}…` : text
