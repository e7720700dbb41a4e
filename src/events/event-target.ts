import { parseFilter } from '../scim/filter.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import { findApiEventTarget } from './event-target-by-api.ts'
import { parseQuery } from './query-parameters.ts'
import type { Outcome, ReceivedRequest } from './received-request.ts'
import { type EventTarget, findObject, textIn, typeOf } from './request-json.ts'

const nameAttributes = { User: 'userName', Group: 'displayName' } as const

const toList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** The name that the operations of a PATCH set; the last one counts. */
const nameInPatch = (body: JsonObject, attribute: string): string | undefined =>
  toList(memberOf(body, 'Operations'))
    .filter(isObject)
    .map((operation) => {
      const value = memberOf(operation, 'value')
      if (isObject(value)) return textIn(value, attribute)
      const path = textIn(operation, 'path')?.split(':').at(-1)?.toLowerCase()
      return path === attribute.toLowerCase() && typeof value === 'string' ? value : undefined
    })
    .findLast((name) => name !== undefined)

/** The name in the filter of a list: `userName eq "…"`. */
const nameInQuery = (query: string, attribute: string): string | undefined => {
  const filter = parseFilter(parseQuery(query).get('filter') ?? '')
  return filter?.kind === 'comparison' &&
    filter.attribute.split(':').at(-1)?.toLowerCase() === attribute.toLowerCase() &&
    typeof filter.value === 'string'
    ? filter.value
    : undefined
}

const successBody = ({ status, body }: Outcome): JsonObject | undefined =>
  status < 300 && body !== undefined ? findObject(Buffer.from(body)) : undefined

/** Matches a member in the text of a resource: `"userName":"…"`. Values cannot contain it, since their quotes are escaped. */
const memberPattern = (name: string) => new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*")`)
const memberPatterns = {
  id: memberPattern('id'),
  userName: memberPattern('userName'),
  displayName: memberPattern('displayName'),
} as const

/**
 * Reads one member of the user or group in a response without parsing it, which every request would pay for. This is
 * safe for responses of this server only: they have `id` first, and no other attribute with one of these names before
 * the resource's own.
 */
const readResponseMember = (
  { status, body }: Outcome,
  name: keyof typeof memberPatterns,
): string | undefined => {
  if (status >= 300 || body === undefined) return undefined
  const found = memberPatterns[name].exec(body)?.[1]
  return found === undefined ? undefined : JSON.parse(found)
}

/** Finds the user or group that a request is about, from its path, its response and its body. Never throws. */
export const findEventTarget = (received: ReceivedRequest, outcome: Outcome): EventTarget => {
  const { operation, query, body } = received
  if (received.origin === 'api') return findApiEventTarget(operation, body, successBody(outcome))
  const id = operation === 'GetSchema' || received.id === '' ? null : received.id
  const type = typeOf(operation)
  if (type === undefined) return { id, name: null }

  const attribute = nameAttributes[type]
  if (operation?.startsWith('List')) return { id, name: nameInQuery(query, attribute) ?? null }

  const shown = readResponseMember(outcome, attribute)
  const sent = shown === undefined ? findObject(body) : undefined
  const name =
    shown ??
    (operation?.startsWith('Patch')
      ? sent && nameInPatch(sent, attribute)
      : textIn(sent, attribute))
  return { id: id ?? readResponseMember(outcome, 'id') ?? null, name: name ?? null }
}
