import type { Administration } from '../../../administration/administration.ts'
import type { EventSearch } from '../../../administration/event-search.ts'

/**
 * From where on a list that is about to be shown hears of what comes. Asked for before the list is, so that nothing
 * falls between; what is in both is shown once.
 */
export const positionNow = async (
  { events }: Pick<Administration, 'events'>,
  search: EventSearch,
): Promise<string> => {
  const leaving = new AbortController()
  for await (const { position } of events.follow('plain', search, { signal: leaving.signal })) {
    return position
  }
  throw new Error('a stream of events says at once how far it has come')
}
