import { EventTable } from '../events/event-table.tsx'
import { addressOf } from '../events/searched.ts'
import { Card } from '../parts/card.tsx'
import type { StoreVisit } from '../shared/page.ts'

const shownMax = 8

/** The last events of a user or group. */
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
    { limit: shownMax },
  )
  const path = `${base}/events`
  return (
    <Card title="History" aside={<a href={addressOf(path, { resourceId })}>All events</a>}>
      <EventTable
        caption="History"
        events={items}
        path={path}
        empty="No event of it is kept any more."
      />
    </Card>
  )
}
