/** Encodes a text as a segment of a path. Lone surrogates, which cannot be encoded, are replaced. */
export const pathSegment = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
