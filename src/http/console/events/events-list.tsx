import type { EventPage } from '../../../administration/event-log.ts'
import type { EventSearch } from '../../../administration/event-search.ts'
import { AdministrationError } from '../../../administration/shared/administration-error.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Alert } from '../parts/alert.tsx'
import { Card } from '../parts/card.tsx'
import type { Visit } from '../shared/page.ts'
import { EventTable } from './event-table.tsx'
import { positionNow } from './live.ts'
import { addressOf } from './searched.ts'

/** Which events are listed, and where. */
export interface ListedEvents {
  /** Of the list; the events have their pages below it. */
  readonly path: string
  readonly asked: EventSearch
  /** What is asked for besides, because of the page that this is. */
  readonly bounds: EventSearch
}

/** A page of events, and where those are heard of that come while it is looked at. */
export interface FoundEvents extends EventPage<EventView> {
  /** None where older ones are looked at. */
  readonly stream?: string
  /** Why the filters mean nothing. */
  readonly problem?: string
}

/** Finds the events that an address asks for. */
export const findEvents = async (
  { administration, query }: Pick<Visit, 'administration' | 'query'>,
  { path, asked, bounds }: ListedEvents,
): Promise<FoundEvents> => {
  const search = { ...asked, ...bounds }
  const cursor = query.get('cursor')
  try {
    if (cursor !== null) return await administration.events.list('plain', search, { cursor })
    const after = await positionNow(administration, search)
    const page = await administration.events.list('plain', search)
    return { ...page, stream: addressOf(`${path}/stream`, asked, { after }) }
  } catch (error) {
    if (!(error instanceof AdministrationError) || error.kind !== 'invalid') throw error
    return { items: [], problem: error.message }
  }
}

/** A list of events with the way to older ones. */
export const EventsList = ({
  title,
  found,
  listed: { path, asked },
  isOlder,
  empty,
}: {
  readonly title: string
  readonly found: FoundEvents
  readonly listed: ListedEvents
  readonly isOlder: boolean
  readonly empty: string
}) => {
  const { items, nextCursor, stream, problem } = found
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
            {isOlder ? <a href={addressOf(path, asked)}>Newest</a> : <span />}
            {nextCursor !== undefined && (
              <a href={addressOf(path, asked, { cursor: nextCursor })} rel="next">
                Older
              </a>
            )}
          </nav>
        )}
      </Card>
    </>
  )
}
