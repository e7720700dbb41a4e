import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Administration, JudgmentContext } from '../administration/administration.ts'
import { requestsFrom } from '../administration/requests/requests-from.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { WrongUsage } from '../config.ts'
import type { EventView } from '../events/event-view.ts'
import { administers, type Flags } from './administer.ts'
import { AnswerIsNo } from './answer-is-no.ts'
import { explanationText } from './explanation-text.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

/** A request id, or its beginning as the table of events shows it. */
const requestIdShape = /^[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$/i
const shortLength = 8
/** How far back a request is looked for by the beginning of its id. */
const pagesMax = 10

const findByShortId = async ({ events }: Administration, start: string): Promise<EventView> => {
  let cursor: string | undefined
  for (let page = 0; page < pagesMax; page += 1) {
    const place = { limit: 100, ...(cursor !== undefined && { cursor }) }
    const { items, nextCursor } = await events.list('plain', {}, place)
    const found = items.find(({ requestId }) => requestId.startsWith(start.toLowerCase()))
    if (found !== undefined) return found
    if (nextCursor === undefined) break
    cursor = nextCursor
  }
  throw new AdministrationError('not-found', `No event has a request id that begins with ${start}.`)
}

const findEvent = (administration: Administration, id: string): Promise<EventView> =>
  id.length === shortLength
    ? findByShortId(administration, id)
    : administration.events.get('plain', id)

const readText = async (place: string, terminal: Terminal): Promise<string> => {
  if (place === '-') return terminal.input()
  return readFile(place, 'utf8').catch(() => {
    throw new WrongUsage(
      `${place} is neither a file that can be read nor a request id; - reads standard input.`,
    )
  })
}

const settingsOf = ({ asOf, ruleOff = [] }: Flags) => ({
  ...(asOf !== undefined && { asOf }),
  ...(ruleOff.length > 0 && { rules: Object.fromEntries(ruleOff.map((id) => [id, 'off'])) }),
})

/** The store that is meant: the named one, the only one, or (undefined) one with nothing in it. */
const storeOf = async (administration: Administration, named: string | undefined) => {
  if (named === 'empty') return undefined
  if (named !== undefined) return named
  const [only, ...others] = await administration.listStores()
  if (others.length === 0) return only?.identityStoreId
  throw new WrongUsage(
    `There are ${others.length + 1} identity stores; name one with --store, or one with nothing in it with --store empty.`,
  )
}

const explainEvent = async (administration: Administration, id: string, flags: Flags) => {
  const settings = settingsOf(flags)
  const event = await findEvent(administration, id)
  const isAsItCame = Object.keys(settings).length === 0 && flags.store === undefined
  if (isAsItCame) return [event]
  const { requestId } = event
  const named = flags.store === undefined ? {} : { identityStoreId: flags.store }
  return [await administration.explain({ settings, about: { requestId }, ...named })]
}

const explainText = async (administration: Administration, text: string, flags: Flags) => {
  const reading = requestsFrom(text, { operation: flags.operation, id: flags.id })
  if ('fault' in reading) throw new WrongUsage(reading.fault)
  const identityStoreId = await storeOf(administration, flags.store)
  const events: EventView[] = []
  for (const { title: _, ...about } of reading.requests) {
    const question: JudgmentContext = { settings: settingsOf(flags), about }
    events.push(
      await administration.explain(
        identityStoreId === undefined ? question : { ...question, identityStoreId },
      ),
    )
  }
  return events
}

const collect = (value: string, before: readonly string[] = []) => [...before, value]

export const addExplain = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('explain')
    .description(
      'Says what a request was answered, or would be, and why; it leaves no trace. Exit code 1 if it is refused.',
    )
    .argument(
      '<request>',
      'request id (x-amzn-RequestId); or a file, or - for standard input, with a JSON body, curl commands or a HAR file',
    )
    .option('--operation <name>', 'what a JSON body is sent for, as in CreateUser')
    .option('--id <id>', 'of the user or group that the operation is done to')
    .option('--store <id>', 'identity store to ask; empty: one with nothing in it')
    .option('--as-of <date>', 'as the service did on that day')
    .option('--rule-off <id>', 'as if this rule were off; may be given again', collect)
    .option('--json', 'print the events as one line of JSON')
  administers(command, terminal, async (administration, [given = ''], flags) => {
    const isId = requestIdShape.test(given) && flags.operation === undefined
    const events = isId
      ? await explainEvent(administration, given, flags)
      : await explainText(administration, await readText(given, terminal), flags)
    terminal.out(flags.json ? jsonLine({ items: events }) : events.map(explanationText).join('\n'))
    if (events.some(({ response }) => response.status >= 400)) throw new AnswerIsNo()
  })
}
