import { LruCache } from './lru-cache.ts'

/**
 * Memoizes `make` by its text argument. Without `entriesMax` nothing is ever dropped: only for callers that pass a
 * fixed, small set of texts. With it, the result that was used least recently is dropped.
 */
export const memoize = <Made>(
  make: (text: string) => Made,
  { entriesMax = Number.POSITIVE_INFINITY }: { readonly entriesMax?: number } = {},
): ((text: string) => Made) => {
  const known =
    entriesMax === Number.POSITIVE_INFINITY
      ? new Map<string, { readonly made: Made }>()
      : new LruCache<string, { readonly made: Made }>(entriesMax)
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found.made
    const made = make(text)
    known.set(text, { made })
    return made
  }
}
