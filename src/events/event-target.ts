import { parseFilter } from '../scim/filter.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import { findApiEventTarget } from './event-target-by-api.ts'
import { parametersOf } from './query-parameters.ts'
import type { Outcome, ReceivedRequest } from './received-request.ts'
import { type EventTarget, findObject, textIn, typeOf } from './request-json.ts'

const nameAttributes = { User: 'userName', Group: 'displayName' } as const

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** The name that the operations of a PATCH give. */
const nameInPatch = (body: JsonObject, attribute: string): string | undefined =>
  listOf(memberOf(body, 'Operations'))
    .filter(isObject)
    .map((operation) => {
      const value = memberOf(operation, 'value')
      if (isObject(value)) return textIn(value, attribute)
      const path = textIn(operation, 'path')?.split(':').at(-1)?.toLowerCase()
      return path === attribute.toLowerCase() && typeof value === 'string' ? value : undefined
    })
    .findLast((name) => name !== undefined)

/** The name that a list asks for: `userName eq "…"`. */
const nameInQuery = (query: string, attribute: string): string | undefined => {
  const filter = parseFilter(parametersOf(query).get('filter') ?? '')
  return filter?.kind === 'comparison' &&
    filter.attribute.split(':').at(-1)?.toLowerCase() === attribute.toLowerCase() &&
    typeof filter.value === 'string'
    ? filter.value
    : undefined
}

const answered = ({ status, body }: Outcome): JsonObject | undefined =>
  status < 300 && body !== undefined ? findObject(Buffer.from(body)) : undefined

/** A member of a resource as it is written in an answer: `"userName":"…"`, whose quotes no value can hold unescaped. */
const written = (name: string) => new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*")`)
const writtenMembers = {
  id: written('id'),
  userName: written('userName'),
  displayName: written('displayName'),
} as const

/**
 * The text that a user or group has under a name in an answer, which is the server's own: a resource has its id before
 * anything else, and neither attribute of these names within others before its own. So it need not be read as a whole.
 */
const textInAnswer = (
  { status, body }: Outcome,
  name: keyof typeof writtenMembers,
): string | undefined => {
  if (status >= 300 || body === undefined) return undefined
  const found = writtenMembers[name].exec(body)?.[1]
  return found === undefined ? undefined : JSON.parse(found)
}

/** Works out whom a request is about, from its path, its answer and its body. Never throws. */
export const findEventTarget = (received: ReceivedRequest, outcome: Outcome): EventTarget => {
  const { operation, query, body } = received
  if (received.origin === 'api') return findApiEventTarget(operation, body, answered(outcome))
  const id = operation === 'GetSchema' || received.id === '' ? null : received.id
  const type = typeOf(operation)
  if (type === undefined) return { id, name: null }

  const attribute = nameAttributes[type]
  if (operation?.startsWith('List')) return { id, name: nameInQuery(query, attribute) ?? null }

  const shown = textInAnswer(outcome, attribute)
  const sent = shown === undefined ? findObject(body) : undefined
  const name =
    shown ??
    (operation?.startsWith('Patch')
      ? sent && nameInPatch(sent, attribute)
      : textIn(sent, attribute))
  return { id: id ?? textInAnswer(outcome, 'id') ?? null, name: name ?? null }
}
