import { type EventSubject, eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Card } from '../parts/card.tsx'
import type { StoreVisit } from '../shared/page.ts'
import { eventsUrl } from './event-filters.ts'
import { EventTable } from './event-table.tsx'

const eventsMax = 6
/** The longest name that a search accepts. */
const nameLengthMax = 1_024

/** Searches by name, which also finds requests from before the resource had an id; otherwise by id. */
const subjectSearch = ({ id, name }: EventSubject) =>
  name !== null && name.length <= nameLengthMax
    ? { name }
    : id !== null
      ? { resourceId: id }
      : undefined

/** Other events of the same user or group. */
export const RelatedEvents = async ({
  visit: { administration, store, base },
  event,
}: {
  readonly visit: StoreVisit
  readonly event: EventView
}) => {
  const subject = eventSubject(event)
  const filters = subjectSearch(subject)
  if (filters === undefined) return null
  const { items } = await administration.events.list(
    'plain',
    { ...filters, store: store.identityStoreId },
    { limit: eventsMax + 1 },
  )
  const others = items.filter(({ requestId }) => requestId !== event.requestId)
  const path = `${base}/events`
  const title = `Other events of this ${subject.type ?? 'resource'}`
  return (
    <Card title={title} aside={<a href={eventsUrl(path, filters)}>All events</a>}>
      {subject.id !== null && subject.type !== null && (
        <p>
          <a href={`${base}/${subject.type}s/${encodeURIComponent(subject.id)}`}>
            Show the {subject.type}
          </a>
        </p>
      )}
      <EventTable
        caption={title}
        events={others.slice(0, eventsMax)}
        path={path}
        empty="No other events are stored."
      />
    </Card>
  )
}
