import { WrongUsage } from '../config.ts'

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  y: 31_536_000, // 365 days
}

/** The seconds in a duration such as `300d`. Throws WrongUsage. */
export const parseOffset = (text: string): number => {
  const [, count, unit = ''] = /^(\d{1,9})([smhdy])$/.exec(text) ?? []
  const seconds = unitSeconds[unit]
  if (seconds === undefined) {
    throw new WrongUsage(
      `The offset must be a whole number with a unit, such as 90s, 30m, 12h, 300d or 1y, not ${JSON.stringify(text)}.`,
    )
  }
  return Number(count) * seconds
}
