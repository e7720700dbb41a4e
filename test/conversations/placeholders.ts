import { isObject } from '../../src/scim/json-object.ts'
import type { Json } from '../../src/scim/resource.ts'

/** Values of placeholders. */
export type Values = ReadonlyMap<string, string>

/** Placeholders in expectations for values that the server creates. */
export const matchers: Readonly<Record<string, string>> = {
  id: '(?:[0-9a-f]{10}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  'prefixed-id': '[0-9a-f]{10}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  timestamp: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ',
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  // java.sql.Timestamp: zeros at the end are dropped, but for the last
  'error-time': '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.(?:\\d{0,2}[1-9]|0)',
  cursor: '[-a-zA-Z0-9+=/:_]+',
  any: '[\\s\\S]*',
}

const placeholder = /\{\{([^{}]+)\}\}/g

/** Replaces the placeholders of a text. An unset one stays, or throws where that is not allowed. */
const fill = (text: string, values: Values, encode: (value: string) => string): string => {
  const once = text.replace(placeholder, (whole, name: string) => {
    const value = values.get(name)
    return value === undefined ? whole : encode(value)
  })
  // a second time for names that hold a placeholder themselves: {{user-{{n}}}}
  return once === text ? text : fill(once, values, encode)
}

const complete = (text: string): string => {
  const [unset] = text.match(placeholder) ?? []
  if (unset !== undefined) throw new Error(`${unset} is not set`)
  return text
}

/** A request path with its placeholders filled; what is filled in is percent-encoded. */
export const fillPath = (path: string, values: Values): string =>
  complete(fill(path, values, encodeURIComponent))

/** A request's text with its placeholders filled. */
export const fillText = (text: string, values: Values): string =>
  complete(fill(text, values, (value) => value))

/** Expands `{"$repeat": 3, …}` in an array to three objects, `{{n}}` counting 001, 002, 003. */
const repeated = (item: Json, values: Values): Json[] => {
  if (!isObject(item) || typeof item['$repeat'] !== 'number') return [fillExpected(item, values)]
  const { $repeat, $item, ...rest } = item
  return Array.from({ length: Number($repeat) }, (_, index) =>
    fillExpected($item ?? rest, new Map([...values, ['n', counted(index + 1)]])),
  )
}

/** The number of a repetition as `{{n}}` shows it. */
export const counted = (number: number): string => String(number).padStart(3, '0')

/** JSON with placeholders filled and repetitions expanded; matchers stay. */
export const fillExpected = (value: Json, values: Values): Json => {
  if (typeof value === 'string') return fill(value, values, (text) => text)
  if (Array.isArray(value)) return value.flatMap((item: Json) => repeated(item, values))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillExpected(item ?? null, values)]),
  )
}

/** A request body with everything filled. */
export const fillBody = (body: Json, values: Values): string =>
  complete(JSON.stringify(fillExpected(body, values)))

const pattern = (expected: string): RegExp =>
  new RegExp(
    `^${expected
      .split(/(\{\{[^{}]+\}\})/)
      .map((part) => matchers[part.slice(2, -2)] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('')}$`,
  )

/** Whether a value matches a string of the expectation, which may have matchers. */
const stands = (actual: unknown, expected: string): boolean =>
  expected === '{{any}}'
    ? actual !== undefined
    : typeof actual === 'string' && pattern(expected).test(actual)

/** The actual value with the parts that match a matcher replaced by it. */
export const masked = (actual: Json, expected: Json | undefined): Json => {
  if (typeof expected === 'string') return stands(actual, expected) ? expected : actual
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.map((item: Json, index: number) => masked(item, expected[index]))
  if (!isObject(actual) || !isObject(expected)) return actual
  return Object.fromEntries(
    Object.entries(actual).map(([key, item]) => [key, masked(item ?? null, expected[key])]),
  )
}

/** The actual value reduced to the members of the expectation. */
export const reduced = (actual: Json, expected: Json): Json => {
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.map((item: Json, index: number) => reduced(item, expected[index] ?? item))
  if (!isObject(actual) || !isObject(expected)) return actual
  return Object.fromEntries(
    Object.entries(expected)
      .filter(([key]) => key in actual)
      .map(([key, item]) => [key, reduced(actual[key] ?? null, item ?? null)]),
  )
}

/** The value at a JSON pointer (RFC 6901). */
export const pointed = (value: Json | undefined, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
      value,
    )
