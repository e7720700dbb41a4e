import type { Json, JsonObject } from '../../scim/resource.ts'
import type { Column } from './csv-columns.ts'

type Draft = { [name: string]: Json | Draft | Draft[] | string[] }

const childOf = (draft: Draft, name: string): Draft => {
  const child = (draft[name] ?? {}) as Draft // only drafts are stored where a path continues
  draft[name] = child
  return child
}

/** Splits a cell of group ids. Ids do not contain these separators. */
const listed = (text: string): readonly string[] => text.split(/[\s;,|]+/).filter((id) => id !== '')

/** The resource of a table row, as an identity provider sends it. Empty cells are ignored. */
export const resourceOf = (
  columns: readonly Column[],
  cells: readonly string[],
  { hasPrimary }: { readonly hasPrimary: boolean },
): JsonObject => {
  const draft: Draft = {}
  const entries = new Map<string, Draft>()

  for (const { cell, location, isList, entry, filter, subAttribute, value } of columns) {
    const text = cells[cell] ?? ''
    if (text === '') continue
    const name = String(location.at(-1))
    let parent = draft
    for (const key of location.slice(0, -1)) parent = childOf(parent, String(key))

    if (!isList) {
      if (subAttribute === undefined) parent[name] = value(text)
      else childOf(parent, name)[subAttribute] = value(text)
    } else if (subAttribute === undefined) {
      parent[name] = [...listed(text)]
    } else if (name === 'members') {
      parent[name] = listed(text).map((id) => ({ [subAttribute]: id }))
    } else {
      const key = `${name} ${entry}`
      let values = entries.get(key)
      if (values === undefined) {
        values = filter === undefined ? {} : { [filter.attribute]: filter.value }
        entries.set(key, values)
        const list = parent[name]
        if (Array.isArray(list)) parent[name] = [...(list as Draft[]), values]
        else parent[name] = [values]
      }
      values[subAttribute] = value(text)
    }
  }

  // Identity providers mark an only address as primary, but their exports have no column for it.
  const [mail] = Array.isArray(draft['emails']) ? (draft['emails'] as Draft[]) : []
  if (mail !== undefined && !hasPrimary) mail['primary'] = true
  return draft as JsonObject
}
