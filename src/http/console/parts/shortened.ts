const longest = 120

/** A text of somebody else, no longer than a line or two; no character is cut in two. */
export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text
