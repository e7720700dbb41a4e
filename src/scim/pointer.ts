import { isObject, spellingIn } from './json-object.ts'
import type { JsonObject, Location } from './resource.ts'

/** A JSON pointer: RFC 6901. */
export const jsonPointer = (location: Location): string =>
  location.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/**
 * The JSON pointer of a canonical location in the message as sent. If the message has no such location, the pointer of
 * the nearest existing one around it.
 */
export const sentPointer = (message: JsonObject, location: Location): string => {
  const sent: (string | number)[] = []
  let current: unknown = message
  for (const key of location) {
    if (Array.isArray(current) && typeof key === 'string' && current.length === 1) {
      sent.push(0) // a list of one object counts as the object: a manager in Entra's old form
      current = current[0]
    }
    if (Array.isArray(current)) {
      if (typeof key !== 'number' || key >= current.length) break
      sent.push(key)
      current = current[key]
    } else if (isObject(current)) {
      const spelling = spellingIn(current, String(key))
      if (spelling === undefined) break
      sent.push(spelling)
      current = current[spelling]
    } else break
  }
  return jsonPointer(sent)
}
