import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/** Options of a merge patch. */
export interface Merging {
  /** Deeper levels are replaced instead of merged, so that a deeply nested patch cannot overflow the stack. */
  readonly levels?: number
  /** Finds the name under which the target has a member. Without it, names are compared exactly. */
  readonly spellingIn?: (target: JsonObject, name: string) => string | undefined
}

/** Applies a JSON merge patch: RFC 7396, section 2. Null removes a member, objects are merged, other values are replaced. */
export const mergePatch = (
  target: JsonObject,
  patch: JsonObject,
  { levels = Number.POSITIVE_INFINITY, ...merging }: Merging = {},
): JsonObject => {
  const merged = new Map<string, Json | undefined>(Object.entries(target))
  for (const [name, value] of Object.entries(patch)) {
    const spelling = merging.spellingIn?.(target, name) ?? name
    const before = merged.get(spelling)
    merged.delete(spelling)
    if (value === null || value === undefined) continue
    if (!isObject(value) || levels <= 1) merged.set(name, value)
    else {
      const deeper = { ...merging, levels: levels - 1 }
      merged.set(name, mergePatch(isObject(before) ? before : {}, value, deeper))
    }
  }
  return Object.fromEntries(merged)
}
