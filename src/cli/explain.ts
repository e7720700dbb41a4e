import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Administration, JudgmentContext } from '../administration/administration.ts'
import { requestsFrom } from '../administration/requests/requests-from.ts'
import { AdministrationError } from '../administration/shared/administration-error.ts'
import { WrongUsage } from '../config.ts'
import type { EventView } from '../events/event-view.ts'
import { addAdminAction, type Flags } from './administer.ts'
import { examples } from './examples.ts'
import { explanationText } from './explanation-text.ts'
import { NegativeResult } from './negative-result.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

/** A request id, or its first 8 digits as the table of events shows them. */
const requestIdShape = /^[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$/i
const shortLength = 8
/** Pages of 100 events, newest first, that are searched for a shortened request id. */
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
  throw new AdministrationError(
    'not-found',
    `There is no event with a request id that begins with ${start}.`,
  )
}

const findEvent = (administration: Administration, id: string): Promise<EventView> =>
  id.length === shortLength
    ? findByShortId(administration, id)
    : administration.events.get('plain', id)

const readText = async (place: string, terminal: Terminal): Promise<string> => {
  if (place === '-') return terminal.input()
  return readFile(place, 'utf8').catch(() => {
    throw new WrongUsage(
      `${place} is not a readable file or a request id. Pass - to read standard input.`,
    )
  })
}

const toSettings = ({ asOf, ruleOff = [] }: Flags) => ({
  ...(asOf !== undefined && { asOf }),
  ...(ruleOff.length > 0 && { rules: Object.fromEntries(ruleOff.map((id) => [id, 'off'])) }),
})

/** The id of the named store or of the only store; undefined for an empty one. Throws WrongUsage if it is ambiguous. */
const chooseStore = async (administration: Administration, named: string | undefined) => {
  if (named === 'empty') return undefined
  if (named !== undefined) return named
  const [only, ...others] = await administration.listStores()
  if (others.length === 0) return only?.identityStoreId
  throw new WrongUsage(
    `There are ${others.length + 1} identity stores. Choose one with --store, or pass --store empty for an empty one.`,
  )
}

const explainEvent = async (administration: Administration, id: string, flags: Flags) => {
  const settings = toSettings(flags)
  const event = await findEvent(administration, id)
  const isUnchanged = Object.keys(settings).length === 0 && flags.store === undefined
  if (isUnchanged) return [event]
  const { requestId } = event
  const named = flags.store === undefined ? {} : { identityStoreId: flags.store }
  return [await administration.explain({ settings, about: { requestId }, ...named })]
}

const explainText = async (administration: Administration, text: string, flags: Flags) => {
  const reading = requestsFrom(text, { operation: flags.operation, id: flags.id })
  if ('fault' in reading) throw new WrongUsage(reading.fault)
  const identityStoreId = await chooseStore(administration, flags.store)
  const events: EventView[] = []
  for (const { title: _, ...about } of reading.requests) {
    const question: JudgmentContext = { settings: toSettings(flags), about }
    events.push(
      await administration.explain(
        identityStoreId === undefined ? question : { ...question, identityStoreId },
      ),
    )
  }
  return events
}

const append = (value: string, before: readonly string[] = []) => [...before, value]

export const addExplain = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('explain')
    .description(
      'Explain why a request was refused, or whether a hypothetical request would be. Nothing is stored. Exits with 1 if it is refused.',
    )
    .addHelpText(
      'after',
      examples(
        'explain 3f2a9c1e',
        'explain request.json --operation CreateUser',
        'explain commands.sh --store empty --rule-off email-primary',
      ),
    )
    .argument(
      '<request>',
      'request id (x-amzn-RequestId), or a file with a JSON body, curl commands or a HAR archive; - for standard input',
    )
    .option('--operation <name>', 'operation that a JSON body is for, such as CreateUser')
    .option('--id <id>', 'id of the user or group that the operation is about')
    .option('--store <id>', 'identity store to evaluate against; "empty" for an empty store')
    .option('--as-of <date>', 'behave as AWS did on this date')
    .option('--rule-off <id>', 'turn this rule off (can be repeated)', append)
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [given = ''], flags) => {
    const isId = requestIdShape.test(given) && flags.operation === undefined
    const events = isId
      ? await explainEvent(administration, given, flags)
      : await explainText(administration, await readText(given, terminal), flags)
    terminal.out(flags.json ? jsonLine({ items: events }) : events.map(explanationText).join('\n'))
    if (events.some(({ response }) => response.status >= 400)) throw new NegativeResult()
  })
}
