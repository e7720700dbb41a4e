let last = { query: '', parameters: new URLSearchParams() }

/** The parameters of a query as it was sent. Whoever asks for those of the same request next does not wait for them again. */
export const parametersOf = (query: string): URLSearchParams => {
  if (last.query !== query) last = { query, parameters: new URLSearchParams(query) }
  return last.parameters
}
