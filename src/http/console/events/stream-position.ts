import type { Administration } from '../../../administration/administration.ts'
import type { EventSearch } from '../../../administration/event-search.ts'

/**
 * Reads the current position of the event stream. The page reads it before it reads its list, so that no event falls
 * between the two. Events that are in both are shown once: the script compares request ids.
 */
export const readStreamPosition = async (
  { events }: Pick<Administration, 'events'>,
  search: EventSearch,
): Promise<string> => {
  const stop = new AbortController()
  for await (const { position } of events.follow('plain', search, { signal: stop.signal })) {
    return position
  }
  throw new Error('The event stream ended before it sent its position.')
}
