import { WrongUsage } from '../config.ts'

/** How many items a list command prints without `--limit`. */
export const limitDefault = 50

/** The value of `--limit`. Throws a WrongUsage if it is not a number from 1 on. */
export const limitOf = ({ limit }: { readonly limit?: string | undefined }): number => {
  if (limit === undefined) return limitDefault
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new WrongUsage('--limit is a number from 1 on.')
}
