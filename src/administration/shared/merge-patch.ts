import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'

/** How far a patch goes, and which names are one. */
export interface Merging {
  /** What lies deeper is taken as it is, so that no patch can nest its way through the stack. */
  readonly levels?: number
  /** Under which name the target has a member, if it has it; exactly the same one without this. */
  readonly spellingIn?: (target: JsonObject, name: string) => string | undefined
}

/** An object with changes made to it: RFC 7396, section 2. Null removes, objects are merged, all else is replaced. */
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
