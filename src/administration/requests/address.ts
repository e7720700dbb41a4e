/** The parts of a URL that identify a SCIM operation. */
export interface Address {
  /** The path after `/scim/v2`. */
  readonly path: string
  readonly query: string
}

const endpoint = '/scim/v2'

/** `$ENDPOINT/Users`, `${URL}/Users`, `{{url}}/Users`, `<endpoint>/Users`: a placeholder for the SCIM endpoint. */
const placeholder = /^(?:\$\{[^}]*\}|\$\w+|\{\{[^}]*\}\}|<[^>]*>|%\w+%)/

/**
 * The path below the SCIM endpoint and the query of a URL; undefined if the end of the endpoint is not recognizable.
 * Nothing is decoded or normalized, because mistakes in the URL are part of the explanation.
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

/** The title of a request without a name. */
export const requestTitle = (method: string, { path, query }: Address): string =>
  `${method} ${path}${query === '' ? '' : `?${query}`}`
