/** A text as a segment of a path; half a surrogate pair, which no path can hold, is replaced. */
export const pathSegment = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
