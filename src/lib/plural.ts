/** A count with its noun: `1 user`, `2 users`. */
export const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`
