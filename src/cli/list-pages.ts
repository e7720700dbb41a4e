import type { Command } from 'commander'
import type { DirectorySearch, Listed } from '../administration/directory/directory.ts'
import { WrongUsage } from '../config.ts'
import type { Flags } from './administer.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

const limitDefault = 50
const pageLimit = 100

/** Gives a command the flags of a list that may be long. */
export const addListFlags = (command: Command, searched: string): Command =>
  command
    .option('--query <text>', `only those with this text in their ${searched}, whatever its case`)
    .option('--limit <number>', `no more than so many (default: ${limitDefault})`)
    .option('--cursor <cursor>', 'go on where the list before ended: its nextCursor')
    .option('--json', 'print them as one line of JSON')

const limitOf = ({ limit }: Flags): number => {
  if (limit === undefined) return limitDefault
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new WrongUsage('--limit is a number from 1 on.')
}

/** As many items as are wanted, a page after the other. */
const collect = async <Item>(
  list: (search: DirectorySearch) => Promise<Listed<Item>>,
  flags: Flags,
): Promise<Listed<Item>> => {
  const query = flags.query === undefined ? {} : { query: flags.query }
  const items: Item[] = []
  let left = limitOf(flags)
  let cursor = flags.cursor
  do {
    const place = cursor === undefined ? {} : { cursor }
    const page = await list({ ...query, ...place, limit: Math.min(left, pageLimit) })
    items.push(...page.items)
    left -= page.items.length
    cursor = page.nextCursor
  } while (cursor !== undefined && left > 0)
  return { items, ...(cursor !== undefined && { nextCursor: cursor }) }
}

/** Prints a list: a table for people, and what it leaves out; JSON for scripts. */
export const printList = async <Item>(
  terminal: Terminal,
  flags: Flags,
  list: (search: DirectorySearch) => Promise<Listed<Item>>,
  heading: readonly string[],
  row: (item: Item) => readonly string[],
): Promise<void> => {
  const listed = await collect(list, flags)
  if (flags.json) {
    terminal.out(jsonLine(listed))
    return
  }
  terminal.out(textTable(heading, listed.items.map(row)))
  if (listed.nextCursor !== undefined) {
    terminal.error(
      `There are more than these ${listed.items.length}; see them with a higher --limit, or with --cursor ${listed.nextCursor}.\n`,
    )
  }
}
