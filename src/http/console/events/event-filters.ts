import { type EventSearch, eventSearchNames } from '../../../administration/event-search.ts'

/** Reads event filters from a URL. A page about one store ignores the filter by store. */
export const parseEventSearch = (query: URLSearchParams, isOfStore: boolean): EventSearch =>
  Object.fromEntries(
    eventSearchNames.flatMap((name) => {
      const value = (query.get(name) ?? '').trim()
      return value === '' || (isOfStore && name === 'store') ? [] : [[name, value]]
    }),
  )

/** The URL of an event list with filters and further parameters. */
export const eventsUrl = (
  path: string,
  filters: EventSearch,
  more: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams({ ...filters, ...more })
  return query.size === 0 ? path : `${path}?${query}`
}
