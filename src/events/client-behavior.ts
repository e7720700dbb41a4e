import { createHash } from 'node:crypto'
import type { Dialect } from '../identity-center/dialect.ts'
import { findingOf } from '../identity-center/finding.ts'
import type { Finding, Rule } from '../identity-center/rule.ts'
import {
  clientFailureNotRepeated,
  clientLookUpBeforeCreate,
  clientRetryAfterHonored,
} from '../identity-center/rules/client-behavior.ts'
import { parseFilter } from '../scim/filter.ts'
import type { Filter } from '../scim/reading.ts'
import type { Location } from '../scim/resource.ts'
import { parametersOf } from './query-parameters.ts'
import type { Outcome, ReceivedRequest } from './received-request.ts'
import { findObject, textIn, typeOf } from './request-json.ts'

/** What clients do over several requests, as far as this process has seen them. */
export interface ClientBehavior {
  /** What is to be warned of when this request comes, in the dialect of its store; asking changes nothing. */
  readonly findWarnings: (
    received: ReceivedRequest,
    dialect?: Pick<Dialect, 'level'>,
  ) => readonly Finding[]
  /** Remembers a request that has been answered. */
  readonly remember: (received: ReceivedRequest, outcome: Outcome) => void
}

/** Names that a token has looked up; `everything` once it need not look up any more. */
interface LookUps {
  everything: boolean
  readonly names: Set<string>
}

interface Failure {
  readonly status: number
  readonly times: number
}

interface Memory {
  readonly User: LookUps
  readonly Group: LookUps
  /** Until when the client was told to wait; in milliseconds. */
  waitUntil: number
  /** Requests that have failed, by what identifies them; the one that failed last stands last. */
  readonly failures: Map<string, Failure>
}

/** How many tokens are remembered, unless somebody says otherwise. */
const defaultCapacity = 256
const namesMax = 1_000
const failuresMax = 200
/** Longer names are remembered by their hash. */
const keyLengthMax = 100
/** A failure that comes for the third time is worth a word. */
const failuresBefore = 2
/** Lists of fewer are asked for to see whether the server answers, not what it holds. */
const listCountMin = 50

const emptyMemory = (): Memory => ({
  User: { everything: false, names: new Set() },
  Group: { everything: false, names: new Set() },
  waitUntil: 0,
  failures: new Map(),
})

const fingerprint = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64').slice(0, 22)
}

// Attribute and value without regard to case: whoever looked for JANE has looked for jane.
const nameKey = (attribute: string, value: string): string => {
  const key = `${attribute} ${value}`.toLowerCase()
  return key.length <= keyLengthMax ? key : fingerprint(key)
}

const requestKey = ({ method, path, query, body }: ReceivedRequest): string =>
  fingerprint(method, path, query, body)

const namesIn = (filter: Filter): readonly string[] => {
  if (filter.kind === 'and') return filter.terms.flatMap(namesIn)
  if (filter.kind !== 'comparison' || typeof filter.value !== 'string') return []
  return [nameKey(filter.attribute.split(':').at(-1) ?? '', filter.value)]
}

const warningOf = (rule: Rule, location: Location, note?: string, value?: string): Finding =>
  findingOf(
    rule,
    {
      location,
      ...(value === undefined ? {} : { value }),
      ...(note === undefined ? {} : { note }),
    },
    'warning',
    (place) => place.map((key) => `/${key}`).join(''),
  )

const withoutLookUp = (
  { operation, body }: ReceivedRequest,
  memory: Memory,
): readonly Finding[] => {
  const type = typeOf(operation)
  if (!operation?.startsWith('Create') || type === undefined || memory[type].everything) return []
  const sent = findObject(body)
  const attribute = type === 'User' ? 'userName' : 'displayName'
  const name = textIn(sent, attribute)
  const known = [attribute, 'externalId'].some((each) => {
    const value = textIn(sent, each)
    return value !== undefined && memory[type].names.has(nameKey(each, value))
  })
  if (name === undefined || known) return []
  return [warningOf(clientLookUpBeforeCreate, [attribute], undefined, name)]
}

const tooSoon = ({ at }: ReceivedRequest, { waitUntil }: Memory): readonly Finding[] => {
  const left = waitUntil - at.getTime()
  if (left <= 0) return []
  return [
    warningOf(clientRetryAfterHonored, [], `it came ${(left / 1_000).toFixed(1)} s too early.`),
  ]
}

const repeated = (received: ReceivedRequest, { failures }: Memory): readonly Finding[] => {
  const failure = failures.size === 0 ? undefined : failures.get(requestKey(received))
  if (failure === undefined || failure.times < failuresBefore) return []
  const { status, times } = failure
  return [
    warningOf(clientFailureNotRepeated, [], `it was answered ${status} ${times} times in a row.`),
  ]
}

const rememberLookUp = (
  { operation, query }: ReceivedRequest,
  { status }: Outcome,
  memory: Memory,
) => {
  const type = typeOf(operation)
  if (!operation?.startsWith('List') || type === undefined || status >= 300) return
  const lookUps = memory[type]
  const parameters = parametersOf(query)
  const text = parameters.get('filter')
  if (text === null) {
    if (Number(parameters.get('count') ?? listCountMin) >= listCountMin) lookUps.everything = true
    return
  }
  const filter = parseFilter(text)
  for (const name of filter === undefined ? [] : namesIn(filter)) lookUps.names.add(name)
  // Who has looked up so many is not accused of one that we have no room for.
  if (lookUps.names.size > namesMax) {
    lookUps.names.clear()
    lookUps.everything = true
  }
}

const rememberFailure = (received: ReceivedRequest, { status }: Outcome, { failures }: Memory) => {
  // To be throttled, or to meet a fault of the server, is a reason to send the same again.
  const isFailure = status >= 400 && status < 500 && status !== 429
  if (!isFailure && failures.size === 0) return
  const key = requestKey(received)
  const before = failures.get(key)
  failures.delete(key)
  if (!isFailure) return
  failures.set(key, { status, times: before?.status === status ? before.times + 1 : 1 })
  const [oldest] = failures.keys()
  if (failures.size > failuresMax && oldest !== undefined) failures.delete(oldest)
}

/** A memory of what the clients of so many tokens did last. */
export const clientBehavior = ({
  capacity = defaultCapacity,
}: {
  readonly capacity?: number
} = {}): ClientBehavior => {
  /** The token that was used last stands last. */
  const memories = new Map<string, Memory>()

  return {
    findWarnings: (received, dialect) => {
      if (received.tokenId === null) return []
      const memory = memories.get(received.tokenId) ?? emptyMemory()
      const isOn = (rule: Rule) => dialect?.level(rule) !== 'off'
      return [
        ...(isOn(clientLookUpBeforeCreate) ? withoutLookUp(received, memory) : []),
        ...(isOn(clientRetryAfterHonored) ? tooSoon(received, memory) : []),
        ...(isOn(clientFailureNotRepeated) ? repeated(received, memory) : []),
      ]
    },
    remember: (received, outcome) => {
      if (received.tokenId === null) return
      const memory = memories.get(received.tokenId) ?? emptyMemory()
      memories.delete(received.tokenId)
      memories.set(received.tokenId, memory)
      const [oldest] = memories.keys()
      if (memories.size > capacity && oldest !== undefined) memories.delete(oldest)

      rememberLookUp(received, outcome, memory)
      rememberFailure(received, outcome, memory)
      const wait = outcome.refusal?.retryAfterSeconds
      if (wait !== undefined) {
        memory.waitUntil = received.at.getTime() + outcome.durationMs + wait * 1_000
      }
    },
  }
}
