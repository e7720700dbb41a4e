import { AdministrationError } from '../shared/administration-error.ts'
import type { DirectorySearch, Listed } from './directory.ts'

const limitDefault = 50
const limitMax = 100

/** The rows to read for a page. `limit` is one more than the page has, which tells whether another page follows. */
export interface PageQuery<After> {
  readonly text: string | undefined
  readonly after: After
  readonly limit: number
}

const readLimit = ({ limit = limitDefault }: DirectorySearch): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= limitMax) return limit
  throw new AdministrationError('invalid', `limit must be a number from 1 to ${limitMax}.`)
}

const cursorError = () =>
  new AdministrationError(
    'invalid',
    'cursor must be the nextCursor of the previous page, unchanged.',
  )

/** Reads one page of a list whose rows are in the order of their numbers or ids. */
const page =
  <After extends string | number>(
    start: After,
    pattern: RegExp,
    parse: (cursor: string) => After,
  ) =>
  async <Row, Item>(
    search: DirectorySearch,
    rows: (query: PageQuery<After>) => Promise<readonly Row[]>,
    show: (row: Row) => Item,
    keyOf: (row: Row) => After,
  ): Promise<Listed<Item>> => {
    const { query, cursor } = search
    const limit = readLimit(search)
    if (cursor !== undefined && !pattern.test(cursor)) throw cursorError()
    const found = await rows({
      text: query === '' ? undefined : query,
      after: cursor === undefined ? start : parse(cursor),
      limit: limit + 1,
    })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const isMore = found.length > limit && last !== undefined
    return { items: shown.map(show), ...(isMore && { nextCursor: String(keyOf(last)) }) }
  }

/** Reads a page of a list in the order of creation. */
export const pageByNumber = page(0, /^\d{1,15}$/, Number)

/** Reads a page of a list in the order of ids. */
export const pageById = page('', /^[0-9A-Za-z-]{1,64}$/, String)
