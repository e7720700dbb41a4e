let last = { query: '', parameters: new URLSearchParams() }

/** Parses a query. Keeps the last result: an event parses the query of one request several times. */
export const parseQuery = (query: string): URLSearchParams => {
  if (last.query !== query) last = { query, parameters: new URLSearchParams(query) }
  return last.parameters
}
