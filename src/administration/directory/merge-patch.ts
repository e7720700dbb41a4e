import { isObject, spellingIn } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/**
 * An object with changes made to it: RFC 7396, section 2. Null removes, objects are merged, all else is replaced.
 * Names are compared without regard to case: RFC 7643, section 2.1.
 */
export const mergePatch = (target: JsonObject, patch: JsonObject): JsonObject => {
  const merged = new Map<string, Json | undefined>(Object.entries(target))
  for (const [name, value] of Object.entries(patch)) {
    const spelling = spellingIn(target, name) ?? name
    const before = merged.get(spelling)
    merged.delete(spelling)
    if (value === null || value === undefined) continue
    merged.set(name, isObject(value) ? mergePatch(isObject(before) ? before : {}, value) : value)
  }
  return Object.fromEntries(merged)
}
