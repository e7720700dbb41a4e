import type { Json, JsonObject } from '../../scim/resource.ts'
import type { Column } from './csv-columns.ts'

type Draft = { [name: string]: Json | Draft | Draft[] | string[] }

const childOf = (draft: Draft, name: string): Draft => {
  const child = (draft[name] ?? {}) as Draft // nothing but drafts is ever put where a path goes on
  draft[name] = child
  return child
}

/** Group ids in one cell: they hold no such characters. */
const listed = (text: string): readonly string[] => text.split(/[\s;,|]+/).filter((id) => id !== '')

/** What one row of a table says, as an identity provider would send it. An empty cell says nothing. */
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

  // Identity providers send the only address as the primary one without having a column for it.
  const [mail] = Array.isArray(draft['emails']) ? (draft['emails'] as Draft[]) : []
  if (mail !== undefined && !hasPrimary) mail['primary'] = true
  return draft as JsonObject
}
