import type { EventPage } from '../../../administration/event-log.ts'
import type { EventSearch } from '../../../administration/event-search.ts'
import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import type { Visit } from '../shared/page.ts'
import { eventsUrl } from './event-filters.ts'
import { EventTable } from './event-table.tsx'
import { readStreamPosition } from './stream-position.ts'

/** Which events a list shows, and the path of its page. */
export interface EventListQuery {
  /** The path of the list. The pages of the events are below it. */
  readonly path: string
  readonly filters: EventSearch
  /** Conditions that the page itself adds, such as its identity store. */
  readonly scope: EventSearch
}

/** A page of events, and the stream of new ones. */
export interface EventListPage extends EventPage<EventView> {
  /** The URL of the stream. Undefined on pages of older events. */
  readonly stream?: string
  /** Why the filters are invalid. */
  readonly problem?: string
}

/** Finds the events for a page. Invalid filters become a problem on the page instead of an error page. */
export const findEvents = async (
  { administration, query }: Pick<Visit, 'administration' | 'query'>,
  { path, filters, scope }: EventListQuery,
): Promise<EventListPage> => {
  const search = { ...filters, ...scope }
  const cursor = query.get('cursor')
  try {
    if (cursor !== null) return await administration.events.list('plain', search, { cursor })
    const after = await readStreamPosition(administration, search)
    const page = await administration.events.list('plain', search)
    return { ...page, stream: eventsUrl(`${path}/stream`, filters, { after }) }
  } catch (error) {
    if (!(error instanceof AdministrationError) || error.kind !== 'invalid') throw error
    return { items: [], problem: error.message }
  }
}

/** A list of events with a link to older ones. */
export const EventsList = ({
  title,
  page,
  listed: { path, filters },
  isOlder,
  empty,
}: {
  readonly title: string
  readonly page: EventListPage
  readonly listed: EventListQuery
  readonly isOlder: boolean
  readonly empty: string
}) => {
  const { items, nextCursor, stream, problem } = page
  return (
    <>
      {problem !== undefined && <Alert kind="bad">{problem}</Alert>}
      <Card
        title={title}
        aside={
          stream !== undefined && (
            <span class="live" data-live-state hidden>
              <span role="status" />
              <button type="button" class="small">
                Pause
              </button>
            </span>
          )
        }
      >
        <EventTable caption={title} events={items} path={path} stream={stream} empty={empty} />
        {(isOlder || nextCursor !== undefined) && (
          <nav class="paging" aria-label="Pages of the list">
            {isOlder ? <a href={eventsUrl(path, filters)}>Newest</a> : <span />}
            {nextCursor !== undefined && (
              <a href={eventsUrl(path, filters, { cursor: nextCursor })} rel="next">
                Older
              </a>
            )}
          </nav>
        )}
      </Card>
    </>
  )
}
