import { type EventSubject, eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Card } from '../parts/card.tsx'
import type { StoreVisit } from '../shared/page.ts'
import { EventTable } from './event-table.tsx'
import { addressOf } from './searched.ts'

const shownMax = 6
/** The service takes none that is longer. */
const nameLengthMax = 1_024

/** How a user's or group's events are asked for: by the name, which finds those before it had an id, else by the id. */
const searchOf = ({ id, name }: EventSubject) =>
  name !== null && name.length <= nameLengthMax
    ? { name }
    : id !== null
      ? { resourceId: id }
      : undefined

/** What else happened to the user or group of an event. */
export const RelatedEvents = async ({
  visit: { administration, store, base },
  event,
}: {
  readonly visit: StoreVisit
  readonly event: EventView
}) => {
  const subject = eventSubject(event)
  const asked = searchOf(subject)
  if (asked === undefined) return null
  const { items } = await administration.events.list(
    'plain',
    { ...asked, store: store.identityStoreId },
    { limit: shownMax + 1 },
  )
  const others = items.filter(({ requestId }) => requestId !== event.requestId)
  const path = `${base}/events`
  const title = `What else happened to this ${subject.type ?? 'resource'}`
  return (
    <Card title={title} aside={<a href={addressOf(path, asked)}>All of its events</a>}>
      {subject.id !== null && subject.type !== null && (
        <p>
          <a href={`${base}/${subject.type}s/${encodeURIComponent(subject.id)}`}>
            To the {subject.type}, as it is now
          </a>
        </p>
      )}
      <EventTable
        caption={title}
        events={others.slice(0, shownMax)}
        path={path}
        empty="Nothing else that is still kept."
      />
    </Card>
  )
}
