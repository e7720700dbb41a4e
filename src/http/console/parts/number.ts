const format = new Intl.NumberFormat('en')

/** A number for people: `12,000`. */
export const formatNumber = (number: number): string => format.format(number)
