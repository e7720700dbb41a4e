type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A value with a patch merged into it: objects member by member, null removes one (RFC 7396, section 2), down to so
 * many levels. What lies deeper is taken as it is, so that no patch can nest its way through the stack.
 */
export const mergePatch = (target: unknown, patch: unknown, levels: number): unknown => {
  if (!isObject(patch) || levels === 0) return patch
  const before = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) before.delete(name)
    else before.set(name, mergePatch(before.get(name), value, levels - 1))
  }
  return Object.fromEntries(before)
}
