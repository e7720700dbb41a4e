import { createHash } from 'node:crypto'
import type { Dialect } from '../identity-center/dialect.ts'
import { findingOf } from '../identity-center/finding.ts'
import type { Finding, Rule } from '../identity-center/rule.ts'
import {
  clientFailureNotRepeated,
  clientLookUpBeforeCreate,
  clientRetryAfterHonored,
} from '../identity-center/rules/client-behavior.ts'
import { LruCache } from '../lib/lru-cache.ts'
import { parseFilter } from '../scim/filter.ts'
import type { Filter } from '../scim/reading.ts'
import type { Location } from '../scim/resource.ts'
import { parseQuery } from './query-parameters.ts'
import type { Outcome, ReceivedRequest } from './received-request.ts'
import { findObject, textIn, typeOf } from './request-json.ts'

/** How clients behave over several requests, as far as this process has seen them. */
export interface ClientBehavior {
  /** The warnings about a request that has arrived, in the dialect of its store. Changes nothing. */
  readonly findWarnings: (
    received: ReceivedRequest,
    dialect?: Pick<Dialect, 'level'>,
  ) => readonly Finding[]
  /** Remembers a request and its response. */
  readonly remember: (received: ReceivedRequest, outcome: Outcome) => void
}

/** Names that a token has looked up. */
interface LookUps {
  /** It has listed everything, or more names than are remembered: no look-up is missed any more. */
  isComplete: boolean
  readonly names: Set<string>
}

interface Failure {
  readonly status: number
  readonly times: number
}

interface Memory {
  readonly User: LookUps
  readonly Group: LookUps
  /** The end of the last Retry-After, in milliseconds of the server's clock. */
  waitUntil: number
  /** Failed requests by their hash. */
  readonly failures: LruCache<string, Failure>
}

/** How many tokens are remembered by default; beyond it, the one that was used first is forgotten. */
const tokensMax = 256
const namesMax = 1_000
const failuresMax = 200
/** Longer names are remembered by their hash: a client decides their length. */
const keyLengthMax = 100
/** A request is warned of when it has failed this often in a row, with the same status. */
const failuresBeforeWarning = 2
/** Lists with a lower `count` test the connection; they do not look up what exists. */
const listCountMin = 50

const emptyMemory = (): Memory => ({
  User: { isComplete: false, names: new Set() },
  Group: { isComplete: false, names: new Set() },
  waitUntil: 0,
  failures: new LruCache(failuresMax),
})

const fingerprint = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64').slice(0, 22)
}

// Attribute and value without regard to case: a look-up of JANE also finds jane.
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

const makeWarning = (rule: Rule, location: Location, note?: string, value?: string): Finding =>
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

const findMissingLookUp = (
  { operation, body }: ReceivedRequest,
  memory: Memory,
): readonly Finding[] => {
  const type = typeOf(operation)
  if (!operation?.startsWith('Create') || type === undefined || memory[type].isComplete) return []
  const sent = findObject(body)
  const attribute = type === 'User' ? 'userName' : 'displayName'
  const name = textIn(sent, attribute)
  const known = [attribute, 'externalId'].some((each) => {
    const value = textIn(sent, each)
    return value !== undefined && memory[type].names.has(nameKey(each, value))
  })
  if (name === undefined || known) return []
  return [makeWarning(clientLookUpBeforeCreate, [attribute], undefined, name)]
}

const findEarlyRetry = ({ at }: ReceivedRequest, { waitUntil }: Memory): readonly Finding[] => {
  const left = waitUntil - at.getTime()
  if (left <= 0) return []
  return [
    makeWarning(clientRetryAfterHonored, [], `it came ${(left / 1_000).toFixed(1)} s too early.`),
  ]
}

const findRepeatedFailure = (
  received: ReceivedRequest,
  { failures }: Memory,
): readonly Finding[] => {
  const failure = failures.size === 0 ? undefined : failures.peek(requestKey(received))
  if (failure === undefined || failure.times < failuresBeforeWarning) return []
  const { status, times } = failure
  return [
    makeWarning(clientFailureNotRepeated, [], `it was answered ${status} ${times} times in a row.`),
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
  const parameters = parseQuery(query)
  const text = parameters.get('filter')
  if (text === null) {
    if (Number(parameters.get('count') ?? listCountMin) >= listCountMin) lookUps.isComplete = true
    return
  }
  const filter = parseFilter(text)
  for (const name of filter === undefined ? [] : namesIn(filter)) lookUps.names.add(name)
  // Names beyond the limit are not remembered, so that none can be missed any more.
  if (lookUps.names.size > namesMax) {
    lookUps.names.clear()
    lookUps.isComplete = true
  }
}

const rememberFailure = (received: ReceivedRequest, { status }: Outcome, { failures }: Memory) => {
  // A throttled request, or one that met an error of the server, is rightly repeated.
  const isFailure = status >= 400 && status < 500 && status !== 429
  if (!isFailure && failures.size === 0) return
  const key = requestKey(received)
  if (!isFailure) {
    failures.delete(key)
    return
  }
  const before = failures.get(key)
  failures.set(key, { status, times: before?.status === status ? before.times + 1 : 1 })
}

/**
 * Remembers what the clients of the last `capacity` tokens did, in this process only: after a restart, or behind another
 * replica, a warning may be missing, but none is wrong.
 */
export const clientBehavior = ({
  capacity = tokensMax,
}: {
  readonly capacity?: number
} = {}): ClientBehavior => {
  /** In the order of last use. */
  const memories = new LruCache<string, Memory>(capacity)

  return {
    findWarnings: (received, dialect) => {
      if (received.tokenId === null) return []
      const memory = memories.peek(received.tokenId) ?? emptyMemory()
      const isOn = (rule: Rule) => dialect?.level(rule) !== 'off'
      return [
        ...(isOn(clientLookUpBeforeCreate) ? findMissingLookUp(received, memory) : []),
        ...(isOn(clientRetryAfterHonored) ? findEarlyRetry(received, memory) : []),
        ...(isOn(clientFailureNotRepeated) ? findRepeatedFailure(received, memory) : []),
      ]
    },
    remember: (received, outcome) => {
      if (received.tokenId === null) return
      const memory = memories.get(received.tokenId) ?? emptyMemory()
      memories.set(received.tokenId, memory)

      rememberLookUp(received, outcome, memory)
      rememberFailure(received, outcome, memory)
      const wait = outcome.refusal?.retryAfterSeconds
      if (wait !== undefined) {
        memory.waitUntil = received.at.getTime() + outcome.durationMs + wait * 1_000
      }
    },
  }
}
