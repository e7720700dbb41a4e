/** The position in a list with many pages. The URL contains it, so that paging works without JavaScript. */
export interface ListPosition {
  /** The cursor of this page; undefined for the first. */
  readonly cursor: string | undefined
  /**
   * The cursors of the previous pages, with an empty one for the first page. Only the last `trailLengthMax` are kept.
   */
  readonly trail: readonly string[]
}

const trailLengthMax = 20

/** Reads the position from the query of a URL. */
export const readListPosition = (query: URLSearchParams): ListPosition => {
  const trail = query.get('trail')
  return {
    cursor: query.get('cursor') || undefined,
    trail: trail === null ? [] : trail.split('.').slice(-trailLengthMax),
  }
}

const pageUrl = (
  path: string,
  params: Readonly<Record<string, string>>,
  { cursor, trail }: ListPosition,
): string => {
  const query = new URLSearchParams({
    ...params,
    ...(cursor !== undefined && { cursor }),
    ...(trail.length > 0 && { trail: trail.join('.') }),
  })
  return query.size === 0 ? path : `${path}?${query}`
}

/** Links to the previous and the next page of a list. */
export const Pager = ({
  path,
  params = {},
  position,
  nextCursor,
}: {
  readonly path: string
  /** Further parameters of the URL. */
  readonly params?: Readonly<Record<string, string>>
  readonly position: ListPosition
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined
}) => {
  const { cursor, trail } = position
  if (cursor === undefined && nextCursor === undefined) return null
  const before = trail.at(-1)
  const next = { cursor: nextCursor, trail: [...trail, cursor ?? ''].slice(-trailLengthMax) }
  return (
    <nav class="paging" aria-label="Pages of the list">
      {cursor === undefined ? (
        <span />
      ) : before === undefined ? (
        <a href={pageUrl(path, params, { cursor: undefined, trail: [] })}>First page</a>
      ) : (
        <a
          href={pageUrl(path, params, { cursor: before || undefined, trail: trail.slice(0, -1) })}
          rel="prev"
        >
          Previous
        </a>
      )}
      {nextCursor !== undefined && (
        <a href={pageUrl(path, params, next)} rel="next">
          Next
        </a>
      )}
    </nav>
  )
}
