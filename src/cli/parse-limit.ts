import { WrongUsage } from '../config.ts'
import type { Flags } from './administer.ts'

/** Items that a list prints without --limit. */
export const limitDefault = 50

/** The value of --limit: a whole number from 1 to 999,999,999. Throws WrongUsage. */
export const parseLimit = ({ limit }: Flags): number => {
  if (limit === undefined) return limitDefault
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new WrongUsage(
    `--limit must be a whole number of at least 1, not ${JSON.stringify(limit)}.`,
  )
}
