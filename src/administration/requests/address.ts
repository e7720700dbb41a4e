/** The parts of an address that a SCIM operation is found by. */
export interface Address {
  /** What follows `/scim/v2`. */
  readonly path: string
  readonly query: string
}

const endpoint = '/scim/v2'

/** `$ENDPOINT/Users`, `${URL}/Users`, `{{url}}/Users`, `<endpoint>/Users`: whoever wrote it means the SCIM endpoint. */
const placeholder = /^(?:\$\{[^}]*\}|\$\w+|\{\{[^}]*\}\}|<[^>]*>|%\w+%)/

/**
 * The path below the SCIM endpoint and the query of an address as it is typed; undefined where it
 * does not say where the endpoint ends. Never decoded or made tidy: what is odd in it is to be explained.
 */
export const parseAddress = (text: string): Address | undefined => {
  const [whole = ''] = text.split('#')
  const mark = whole.indexOf('?')
  const before = mark === -1 ? whole : whole.slice(0, mark)
  const query = mark === -1 ? '' : whole.slice(mark + 1)

  const at = before.toLowerCase().indexOf(endpoint)
  if (at !== -1) return { path: before.slice(at + endpoint.length), query }
  const found = placeholder.exec(before)
  if (found !== null) return { path: before.slice(found[0].length), query }
  return before.startsWith('/') ? { path: before, query } : undefined
}

/** What to call a request that has no name of its own. */
export const requestTitle = (method: string, { path, query }: Address): string =>
  `${method} ${path}${query === '' ? '' : `?${query}`}`
