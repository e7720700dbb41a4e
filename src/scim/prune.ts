import type { Draft } from './canonicalize.ts'
import { isObject } from './json-object.ts'
import type { Json, Location } from './resource.ts'

/** For every list that lost values: the old index of each remaining value, and the new index by old index. */
export type KeptIndexes = ReadonlyMap<
  string,
  { readonly before: readonly number[]; readonly now: ReadonlyMap<number, number> }
>

/** Removes one value from a draft. A list keeps its length, so that the other indexes stay valid. */
export const removeValue = (draft: Draft, location: Location): void => {
  let container: unknown = draft
  for (const key of location.slice(0, -1)) container = Reflect.get(Object(container), key)
  const last = location.at(-1)
  if (last === undefined) return
  if (Array.isArray(container)) container[Number(last)] = {}
  else Reflect.deleteProperty(Object(container), last)
}

/** Removes empty objects and lists, and objects that become empty. */
export const prune = (draft: Draft): KeptIndexes => {
  const kept = new Map<string, { before: number[]; now: Map<number, number> }>()
  for (const [name, value] of Object.entries(draft)) {
    // An empty member stays, so that a rule can refuse it.
    if (Array.isArray(value) && (name !== 'members' || value.length === 0)) {
      const before = [...value.keys()].filter((index) => !isEmptyContainer(value[index]))
      if (before.length === value.length && before.length > 0) continue
      kept.set(name, { before, now: new Map(before.map((was, is) => [was, is])) })
      draft[name] = value.filter((element) => !isEmptyContainer(element))
    } else if (isDraft(value)) prune(value)
    if (isEmptyContainer(draft[name])) delete draft[name]
  }
  return kept
}

const isDraft = (value: Json | Draft | readonly (Json | Draft)[]): value is Draft => isObject(value)

const isEmptyContainer = (value: Json | Draft | readonly (Json | Draft)[] | undefined): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0
