import { parseFilter } from '../scim/filter.ts'
import { parseObject } from '../scim/json-object.ts'
import type { JsonObject } from '../scim/resource.ts'
import type { EventView } from './event-view.ts'
import { parseQuery } from './query-parameters.ts'

/** The user or group that an event is about, as far as the event tells. */
export interface EventSubject {
  readonly type: 'user' | 'group' | null
  readonly id: string | null
  /** A user name or group name. */
  readonly name: string | null
}

const parseBody = (body: string | null): JsonObject => {
  try {
    return parseObject(body ?? '')
  } catch {
    return {} // truncated, malformed, or no body
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

const names = ['userName', 'displayName'] as const

const readName = (body: string | null): string | null => {
  const object = parseBody(body)
  return names.map((name) => textOf(object[name])).find((name) => name !== null) ?? null
}

const readFilterName = (query: string): string | null => {
  const filter = parseFilter(parseQuery(query).get('filter') ?? '')
  return filter?.kind === 'comparison' && names.some((name) => name === filter.attribute)
    ? textOf(filter.value)
    : null
}

const decodePath = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads the user or group that an event is about from its path, bodies and query. Never throws. */
export const eventSubject = ({ eventName, request, response }: EventView): EventSubject => {
  const isSingle = response.status < 300 && !eventName?.startsWith('List')
  const [, types = '', id] = /\/(users|groups)(?:\/+([^/]+))?/i.exec(request.path) ?? []
  const type = types === '' ? null : types.toLowerCase() === 'users' ? 'user' : 'group'
  const responseBody = isSingle ? response.body : null
  return {
    type,
    id:
      type === null
        ? null
        : id === undefined
          ? textOf(parseBody(responseBody)['id'])
          : decodePath(id),
    name: readName(responseBody) ?? readName(request.body) ?? readFilterName(request.query),
  }
}
