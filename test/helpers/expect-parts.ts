import type { Test } from 'tap'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isPlain = (value: object): boolean =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value))

/**
 * What was found, without the members that nothing is expected of. Lists keep their length, and a text that fits a
 * regular expression becomes that expression.
 */
export const partsOf = (found: unknown, expected: unknown): unknown => {
  if (expected instanceof RegExp) {
    return typeof found === 'string' && expected.test(found) ? expected : found
  }
  if (Array.isArray(expected)) {
    return Array.isArray(found)
      ? found.map((each: unknown, index) => partsOf(each, expected[index]))
      : found
  }
  if (!isObject(found) || !isObject(expected) || !isPlain(expected)) return found
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      partsOf(Reflect.get(found, name), value),
    ]),
  )
}

/**
 * Expects an object to have these members, with equal values: unlike `t.match`, which takes a list for another that
 * begins with it, and a text for one that contains it. A text may also be expected by a regular expression.
 */
export const expectParts = (
  t: Pick<Test, 'same'>,
  found: unknown,
  expected: unknown,
  message?: string,
): void => {
  t.same(partsOf(found, expected), expected, ...(message === undefined ? [] : [message]))
}
