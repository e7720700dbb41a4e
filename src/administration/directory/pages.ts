import { AdministrationError } from '../shared/administration-error.ts'
import type { DirectorySearch, Listed } from './directory.ts'

const limitDefault = 50
const limitMax = 100

/** Which rows of a list are wanted: one more than a page has, which says whether there is another page. */
export interface WantedPage<After> {
  readonly text: string | undefined
  readonly after: After
  readonly limit: number
}

const limitOf = ({ limit = limitDefault }: DirectorySearch): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= limitMax) return limit
  throw new AdministrationError('invalid', `limit is a number from 1 to ${limitMax}.`)
}

const cursorFault = () =>
  new AdministrationError('invalid', 'cursor is the nextCursor of the page before, unchanged.')

/** Gives one page of a list whose rows have numbers, or ids, by which they are ordered. */
const page =
  <After extends string | number>(
    start: After,
    pattern: RegExp,
    parse: (cursor: string) => After,
  ) =>
  async <Row, Item>(
    search: DirectorySearch,
    rows: (wanted: WantedPage<After>) => Promise<readonly Row[]>,
    item: (row: Row) => Item,
    placeOf: (row: Row) => After,
  ): Promise<Listed<Item>> => {
    const { query, cursor } = search
    const limit = limitOf(search)
    if (cursor !== undefined && !pattern.test(cursor)) throw cursorFault()
    const found = await rows({
      text: query === '' ? undefined : query,
      after: cursor === undefined ? start : parse(cursor),
      limit: limit + 1,
    })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const isMore = found.length > limit && last !== undefined
    return { items: shown.map(item), ...(isMore && { nextCursor: String(placeOf(last)) }) }
  }

/** A page of what is listed in the order in which it was made. */
export const pageByNumber = page(0, /^\d{1,15}$/, Number)

/** A page of what is listed by ids. */
export const pageById = page('', /^[0-9A-Za-z-]{1,64}$/, String)
