import type { Command } from 'commander'
import type { Administration } from '../administration/administration.ts'
import type { EventForm, EventForms, EventPage } from '../administration/event-log.ts'
import type { EventSearch } from '../administration/event-search.ts'
import { WrongUsage } from '../config.ts'
import { addAdminAction, type Flags } from './administer.ts'
import { eventLine, eventTableHeading } from './event-table.ts'
import { examples } from './examples.ts'
import { limitDefault, parseLimit } from './parse-limit.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

const formats = ['table', 'json', 'ndjson', 'cloudtrail'] as const
type Format = (typeof formats)[number]

const parseFormat = ({ format, json }: Flags): Format => {
  if (format === undefined) return json ? 'json' : 'table'
  const known = formats.find((each) => each === format)
  if (known === undefined) throw new WrongUsage(`--format must be one of ${formats.join(', ')}.`)
  return known
}

const pageLimit = 100

const toSearch = (flags: Flags): EventSearch => {
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

/** The newest events that match a search, up to the limit, read page by page. */
async function* listNewest<Form extends EventForm>(
  { events }: Administration,
  form: Form,
  search: EventSearch,
  limit: number,
): AsyncGenerator<EventForms[Form]> {
  let left = limit
  let cursor: string | undefined
  do {
    const count = Math.min(pageLimit, left)
    const position = { limit: count, ...(cursor !== undefined && { cursor }) }
    const page: EventPage<EventForms[Form]> = await events.list(form, search, position)
    yield* page.items
    left -= count
    cursor = page.nextCursor
  } while (cursor !== undefined && left > 0)
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** Formats one event as a line, for each form. */
const formatters = (terminal: Terminal) => ({
  plain: (event: EventForms['plain'], isTable: boolean) =>
    isTable ? eventLine(event, terminal.hasColors) : jsonLine(event),
  cloudtrail: (event: EventForms['cloudtrail']) => jsonLine(event),
})

const idOf = (event: EventForms[EventForm]) =>
  'requestID' in event ? event.requestID : event.requestId

/** Prints the latest events, oldest first, then new ones, until SIGINT or SIGTERM. */
const follow = async <Form extends EventForm>(
  administration: Administration,
  form: Form,
  search: EventSearch,
  limit: number,
  print: (event: EventForms[Form]) => void,
) => {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    // An event that is stored while the list is read is in both the list and the stream. It is printed once.
    let shown: Set<string> | undefined
    const { signal } = stopping
    for await (const { event } of administration.events.follow(form, search, { signal })) {
      if (shown === undefined) {
        const last = await collect(listNewest(administration, form, search, limit))
        shown = new Set(last.map(idOf))
        for (const each of [...last].reverse()) print(each)
      }
      if (event !== undefined && !shown.has(idOf(event))) print(event)
    }
  } finally {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop)
  }
}

/** Shows requests to unknown tenants: if a store has no requests, its endpoint may be configured wrongly. */
const showUnauthenticated = async (
  administration: Administration,
  terminal: Terminal,
  emptySentence: string,
) => {
  const { items, nextCursor } = await administration.events.list(
    'plain',
    { store: 'none' },
    { limit: pageLimit },
  )
  if (items.length === 0) {
    terminal.error(`${emptySentence}.\n`)
    return undefined
  }
  const count = nextCursor === undefined ? `${items.length}` : `more than ${items.length}`
  const one = items.length === 1 ? 'request' : 'requests'
  terminal.error(
    `${emptySentence}, but ${count} ${one} named an unknown tenant. Compare their paths with the SCIM endpoint.\n`,
  )
  return items
}

const printAll = async (
  administration: Administration,
  terminal: Terminal,
  search: EventSearch,
  flags: Flags,
) => {
  const format = parseFormat(flags)
  const limit = parseLimit(flags)
  if (format === 'ndjson') {
    for await (const each of listNewest(administration, 'plain', search, limit)) {
      terminal.out(jsonLine(each))
    }
    return
  }
  if (format === 'cloudtrail') {
    for await (const each of listNewest(administration, 'cloudtrail', search, limit)) {
      terminal.out(jsonLine(each))
    }
    return
  }
  const items = await collect(listNewest(administration, 'plain', search, limit))
  if (format === 'json') {
    terminal.out(jsonLine({ items }))
    return
  }

  const isFiltered = Object.keys(search).some((name) => name !== 'store')
  const isEmptyStore = items.length === 0 && !isFiltered && search.store !== 'none'
  const emptySentence =
    search.store === undefined
      ? 'There are no requests yet'
      : `There are no requests for identity store ${search.store} yet`
  const shown = isEmptyStore
    ? await showUnauthenticated(administration, terminal, emptySentence)
    : items
  if (shown === undefined) return
  if (shown.length === 0) {
    terminal.error('No matching events.\n')
    return
  }
  const lines = shown.map((event) => eventLine(event, terminal.hasColors))
  terminal.out(eventTableHeading + lines.join(''))
}

export const addEvents = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('events')
    .description('Show requests and why they were refused, newest first.')
    .addHelpText(
      'after',
      examples(
        'events --failed --since 1h',
        'events --follow --store d-1234567890',
        'events --rule user-name-unique --json',
      ),
    )
    .option(
      '--store <id>',
      'only this identity store; "none" for requests to unknown tenants (default: all)',
    )
    .option('--follow', 'show the latest requests, oldest first, then new ones as they arrive')
    .option('--failed', 'only refused requests')
    .option(
      '--since <time>',
      'only requests since this time: 30m, 1h, 2d (ago), 2026-01-31 or 2026-01-31T12:00:00Z',
    )
    .option('--until <time>', 'only requests until this time')
    .option('--operation <name>', 'only this operation, such as CreateUser')
    .option('--rule <id>', 'only requests with a finding of this rule')
    .option('--name <name>', 'only requests about the user or group with this name')
    .option('--status <number>', 'only responses with this HTTP status')
    .option('--origin <origin>', 'only this origin: scim, manual or api')
    .option('--request <id>', 'only the request with this x-amzn-RequestId')
    .option('--limit <number>', `maximum number of requests (default: ${limitDefault})`)
    .option('--format <format>', `output format: ${formats.join(', ')} (default: table)`)
    .option('--json', 'same as --format json; with --follow, one line of JSON per request')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const search = toSearch(flags)
    if (!flags.follow) return printAll(administration, terminal, search, flags)

    const format = parseFormat(flags)
    const limit = parseLimit(flags)
    const { plain, cloudtrail } = formatters(terminal)
    if (format === 'cloudtrail') {
      return follow(administration, format, search, limit, (event) =>
        terminal.out(cloudtrail(event)),
      )
    }
    const isTable = format === 'table'
    if (isTable) terminal.out(eventTableHeading)
    return follow(administration, 'plain', search, limit, (event) =>
      terminal.out(plain(event, isTable)),
    )
  })
}
