import { WrongUsage } from '../config.ts'

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  y: 31_536_000, // 365 days
}

/** How many seconds a text such as `300d` stands for. */
export const parseOffset = (text: string): number => {
  const [, count, unit = ''] = /^(\d{1,9})([smhdy])$/.exec(text) ?? []
  const seconds = unitSeconds[unit]
  if (seconds === undefined) {
    throw new WrongUsage('An offset is a number with its unit, as in 90s, 30m, 12h, 300d or 1y.')
  }
  return Number(count) * seconds
}
