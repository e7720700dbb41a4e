import { codePointBoundary } from '../../../lib/surrogates.ts'

const longest = 120

/** A text of somebody else, no longer than a line or two; no character is cut in two. */
export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, codePointBoundary(text, longest))}…` : text
