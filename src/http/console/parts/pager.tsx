/** Where somebody is in a list of many pages, as the address says it. */
export interface ListPlace {
  /** Of this page; undefined for the first. */
  readonly cursor: string | undefined
  /** Of the pages before, the first as an empty one; only the last few are kept. */
  readonly trail: readonly string[]
}

const trailLengthMax = 20

/** Reads the place from an address. */
export const listPlace = (query: URLSearchParams): ListPlace => {
  const trail = query.get('trail')
  return {
    cursor: query.get('cursor') || undefined,
    trail: trail === null ? [] : trail.split('.').slice(-trailLengthMax),
  }
}

const addressOf = (
  path: string,
  words: Readonly<Record<string, string>>,
  { cursor, trail }: ListPlace,
): string => {
  const query = new URLSearchParams({
    ...words,
    ...(cursor !== undefined && { cursor }),
    ...(trail.length > 0 && { trail: trail.join('.') }),
  })
  return query.size === 0 ? path : `${path}?${query}`
}

/** Leads to the page before, and to the next: the address knows the way back, so that it works without a script. */
export const Pager = ({
  path,
  words = {},
  place,
  nextCursor,
}: {
  readonly path: string
  /** What else the address says. */
  readonly words?: Readonly<Record<string, string>>
  readonly place: ListPlace
  /** None on the last page. */
  readonly nextCursor: string | undefined
}) => {
  const { cursor, trail } = place
  if (cursor === undefined && nextCursor === undefined) return null
  const before = trail.at(-1)
  const next = { cursor: nextCursor, trail: [...trail, cursor ?? ''].slice(-trailLengthMax) }
  return (
    <nav class="paging" aria-label="Pages of the list">
      {cursor === undefined ? (
        <span />
      ) : before === undefined ? (
        <a href={addressOf(path, words, { cursor: undefined, trail: [] })}>First page</a>
      ) : (
        <a
          href={addressOf(path, words, { cursor: before || undefined, trail: trail.slice(0, -1) })}
          rel="prev"
        >
          Previous
        </a>
      )}
      {nextCursor !== undefined && (
        <a href={addressOf(path, words, next)} rel="next">
          Next
        </a>
      )}
    </nav>
  )
}
