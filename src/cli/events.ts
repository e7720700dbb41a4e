import type { Command } from 'commander'
import type { Administration } from '../administration/administration.ts'
import type { EventForm, EventForms, EventPage } from '../administration/event-log.ts'
import type { EventSearch } from '../administration/event-search.ts'
import { WrongUsage } from '../config.ts'
import { administers, type Flags } from './administer.ts'
import { eventLine, eventTableHeading } from './event-table.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

const formats = ['table', 'json', 'ndjson', 'cloudtrail'] as const
type Format = (typeof formats)[number]

const formatOf = ({ format, json }: Flags): Format => {
  if (format === undefined) return json ? 'json' : 'table'
  const known = formats.find((each) => each === format)
  if (known === undefined) throw new WrongUsage(`--format is one of ${formats.join(', ')}.`)
  return known
}

const limitDefault = 50
const pageLimit = 100

const limitOf = ({ limit }: Flags): number => {
  if (limit === undefined) return limitDefault
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new WrongUsage('--limit is a number from 1 on.')
}

const searchOf = (flags: Flags): EventSearch => {
  const { store, since, until, operation, rule, name, status, request, failed, origin } = flags
  return {
    ...(store !== undefined && { store }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(operation !== undefined && { operation }),
    ...(rule !== undefined && { rule }),
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(request !== undefined && { requestId: request }),
    ...(failed && { failed: 'true' }),
    ...(origin !== undefined && { origin }),
  }
}

/** The newest events that a search finds, so many at the most, a page after the other. */
async function* newest<Form extends EventForm>(
  { events }: Administration,
  form: Form,
  search: EventSearch,
  most: number,
): AsyncGenerator<EventForms[Form]> {
  let left = most
  let cursor: string | undefined
  do {
    const limit = Math.min(pageLimit, left)
    const place = { limit, ...(cursor !== undefined && { cursor }) }
    const page: EventPage<EventForms[Form]> = await events.list(form, search, place)
    yield* page.items
    left -= limit
    cursor = page.nextCursor
  } while (cursor !== undefined && left > 0)
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** How one event is printed in each format. */
const lineOf = (terminal: Terminal) => ({
  plain: (event: EventForms['plain'], isTable: boolean) =>
    isTable ? eventLine(event, terminal.hasColours) : jsonLine(event),
  cloudtrail: (event: EventForms['cloudtrail']) => jsonLine(event),
})

const idOf = (event: EventForms[EventForm]) =>
  'requestID' in event ? event.requestID : event.requestId

/** Prints the last events, oldest first, then those that come, until the program is told to stop. */
const follow = async <Form extends EventForm>(
  administration: Administration,
  form: Form,
  search: EventSearch,
  most: number,
  print: (event: EventForms[Form]) => void,
) => {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    // What becomes visible while the last ones are listed comes in both; it is printed once.
    let shown: Set<string> | undefined
    const { signal } = stopping
    for await (const { event } of administration.events.follow(form, search, { signal })) {
      if (shown === undefined) {
        const last = await collect(newest(administration, form, search, most))
        shown = new Set(last.map(idOf))
        for (const each of [...last].reverse()) print(each)
      }
      if (event !== undefined && !shown.has(idOf(event))) print(event)
    }
  } finally {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop)
  }
}

/** Requests that named no known tenant are what is left of a sync with a wrong address. */
const showUnauthenticated = async (
  administration: Administration,
  terminal: Terminal,
  found: string,
) => {
  const { items, nextCursor } = await administration.events.list(
    'plain',
    { store: 'none' },
    { limit: pageLimit },
  )
  if (items.length === 0) {
    terminal.error(`${found}.\n`)
    return undefined
  }
  const count = nextCursor === undefined ? `${items.length}` : `more than ${items.length}`
  const one = items.length === 1 ? 'request' : 'requests'
  terminal.error(
    `${found}, but ${count} ${one} named no tenant that is known here: compare the path with the SCIM endpoint.\n`,
  )
  return items
}

const printAll = async (
  administration: Administration,
  terminal: Terminal,
  search: EventSearch,
  flags: Flags,
) => {
  const format = formatOf(flags)
  const most = limitOf(flags)
  if (format === 'ndjson') {
    for await (const each of newest(administration, 'plain', search, most)) {
      terminal.out(jsonLine(each))
    }
    return
  }
  if (format === 'cloudtrail') {
    for await (const each of newest(administration, 'cloudtrail', search, most)) {
      terminal.out(jsonLine(each))
    }
    return
  }
  const items = await collect(newest(administration, 'plain', search, most))
  if (format === 'json') {
    terminal.out(jsonLine({ items }))
    return
  }

  const isFiltered = Object.keys(search).some((name) => name !== 'store')
  const isEmptyStore = items.length === 0 && !isFiltered && search.store !== 'none'
  const found =
    search.store === undefined
      ? 'No request has come yet'
      : `No request has come to identity store ${search.store} yet`
  const shown = isEmptyStore ? await showUnauthenticated(administration, terminal, found) : items
  if (shown === undefined) return
  if (shown.length === 0) {
    terminal.error('No event is like that.\n')
    return
  }
  const lines = shown.map((event) => eventLine(event, terminal.hasColours))
  terminal.out(eventTableHeading + lines.join(''))
}

export const addEvents = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('events')
    .description('Shows the requests that came, newest first, and which rule refused them.')
    .option(
      '--store <id>',
      'of this identity store; none: of requests that named none; else of all',
    )
    .option('--follow', 'show the last ones, oldest first, then each as it comes')
    .option('--failed', 'refused ones only')
    .option('--since <time>', 'not older: 30m, 1h, 2d, a day, or as in 2026-01-31T12:00:00Z')
    .option('--until <time>', 'not newer')
    .option('--operation <name>', 'as in CreateUser')
    .option('--rule <id>', 'that this rule has something to say of')
    .option('--name <name>', 'of the user or group of this name')
    .option('--status <number>', 'answered with this HTTP status')
    .option('--origin <door>', 'that came by scim, by hand, or by the api')
    .option('--request <id>', 'of this x-amzn-RequestId')
    .option('--limit <number>', `no more than so many (default: ${limitDefault})`)
    .option('--format <format>', `${formats.join(', ')} (default: table)`)
    .option('--json', 'as --format json; with --follow one line each')
  administers(command, terminal, async (administration, _args, flags) => {
    const search = searchOf(flags)
    if (!flags.follow) return printAll(administration, terminal, search, flags)

    const format = formatOf(flags)
    const most = limitOf(flags)
    const { plain, cloudtrail } = lineOf(terminal)
    if (format === 'cloudtrail') {
      return follow(administration, format, search, most, (event) =>
        terminal.out(cloudtrail(event)),
      )
    }
    const isTable = format === 'table'
    if (isTable) terminal.out(eventTableHeading)
    return follow(administration, 'plain', search, most, (event) =>
      terminal.out(plain(event, isTable)),
    )
  })
}
