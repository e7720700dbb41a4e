import type { Command } from 'commander'
import type { DirectorySearch, Listed } from '../administration/directory/directory.ts'
import type { Flags } from './administer.ts'
import { limitDefault, parseLimit } from './parse-limit.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

const pageLimit = 100

/** Adds the options of a paged list to a command. `searchedAttributes` names what --query matches. */
export const addListFlags = (command: Command, searchedAttributes: string): Command =>
  command
    .option(
      '--query <text>',
      `only items with this text in their ${searchedAttributes} (case-insensitive)`,
    )
    .option('--limit <number>', `maximum number of items (default: ${limitDefault})`)
    .option('--cursor <cursor>', 'continue after an earlier list: the nextCursor of that list')
    .option('--json', 'print one line of JSON')

/** Reads pages until --limit items are collected or the list ends. */
const collect = async <Item>(
  list: (search: DirectorySearch) => Promise<Listed<Item>>,
  flags: Flags,
): Promise<Listed<Item>> => {
  const query = flags.query === undefined ? {} : { query: flags.query }
  const items: Item[] = []
  let left = parseLimit(flags)
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

/** Prints a list as a table, with a hint if there are more items, or as JSON with a nextCursor. */
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
      `Only the first ${listed.items.length} items are shown. For more, pass a higher --limit or --cursor ${listed.nextCursor}.\n`,
    )
  }
}
