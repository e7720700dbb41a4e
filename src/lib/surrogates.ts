/** Whether a UTF-16 code unit is the first half of a surrogate pair. */
export const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800

/** Whether a UTF-16 code unit is the second half of a surrogate pair. */
export const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00

/** The nearest index at or before this one that does not split a surrogate pair. */
export const codePointBoundary = (text: string, at: number): number =>
  isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1)) ? at - 1 : at
