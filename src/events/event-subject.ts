import { parseFilter } from '../scim/filter.ts'
import { parseObject } from '../scim/json-object.ts'
import type { EventView } from './event-view.ts'
import { parametersOf } from './query-parameters.ts'

/** Whom or what an event is about, as far as it says so. */
export interface EventSubject {
  readonly type: 'user' | 'group' | null
  readonly id: string | null
  /** A user name or group name. */
  readonly name: string | null
}

const objectIn = (body: string | null) => {
  try {
    return parseObject(body ?? '')
  } catch {
    return {} // cut, broken, or none
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

const names = ['userName', 'displayName'] as const

const nameIn = (body: string | null): string | null => {
  const object = objectIn(body)
  return names.map((name) => textOf(object[name])).find((name) => name !== null) ?? null
}

const nameInFilter = (query: string): string | null => {
  const filter = parseFilter(parametersOf(query).get('filter') ?? '')
  return filter?.kind === 'comparison' && names.some((name) => name === filter.attribute)
    ? textOf(filter.value)
    : null
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads from an event whom it is about. Never throws. */
export const eventSubject = ({ eventName, request, response }: EventView): EventSubject => {
  const isOne = response.status < 300 && !eventName?.startsWith('List')
  const [, types = '', id] = /\/(users|groups)(?:\/+([^/]+))?/i.exec(request.path) ?? []
  const type = types === '' ? null : types.toLowerCase() === 'users' ? 'user' : 'group'
  const answered = isOne ? response.body : null
  return {
    type,
    id: type === null ? null : id === undefined ? textOf(objectIn(answered)['id']) : decoded(id),
    name: nameIn(answered) ?? nameIn(request.body) ?? nameInFilter(request.query),
  }
}
