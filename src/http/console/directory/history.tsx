import { eventsUrl } from '../events/event-filters.ts'
import { EventTable } from '../events/event-table.tsx'
import { Card } from '../parts/card.tsx'
import type { StoreVisit } from '../shared/page.ts'

const eventsMax = 8

/** The most recent events of a user or group. */
export const History = async ({
  visit: { administration, store, base },
  resourceId,
}: {
  readonly visit: StoreVisit
  readonly resourceId: string
}) => {
  const { items } = await administration.events.list(
    'plain',
    { store: store.identityStoreId, resourceId },
    { limit: eventsMax },
  )
  const path = `${base}/events`
  return (
    <Card title="History" aside={<a href={eventsUrl(path, { resourceId })}>All events</a>}>
      <EventTable caption="History" events={items} path={path} empty="No events are stored." />
    </Card>
  )
}
