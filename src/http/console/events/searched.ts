import { type EventSearch, eventSearchNames } from '../../../administration/event-search.ts'

/** Which events an address asks for; a page about one store asks for no other. */
export const searchedEvents = (query: URLSearchParams, isOfStore: boolean): EventSearch =>
  Object.fromEntries(
    eventSearchNames.flatMap((name) => {
      const word = (query.get(name) ?? '').trim()
      return word === '' || (isOfStore && name === 'store') ? [] : [[name, word]]
    }),
  )

/** The address of the events that are asked for at a path. */
export const addressOf = (
  path: string,
  asked: EventSearch,
  more: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams({ ...asked, ...more })
  return query.size === 0 ? path : `${path}?${query}`
}
