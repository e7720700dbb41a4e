import type { ComponentChildren } from 'preact'
import type { EventView } from '../../../events/event-view.ts'
import { EventRow, eventColumns } from './event-row.tsx'

/** Events, newest first. With a stream, the table adds new events while the page is open. */
export const EventTable = ({
  caption,
  events,
  path,
  stream,
  empty,
}: {
  readonly caption: string
  readonly events: readonly EventView[]
  /** The path above the pages of the events. */
  readonly path: string
  readonly stream?: string | undefined
  readonly empty: ComponentChildren
}) => (
  <>
    <p class="empty" hidden={events.length > 0}>
      {empty}
    </p>
    <table class="cards events" data-stream={stream} hidden={events.length === 0}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {eventColumns.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow key={event.requestId} event={event} path={path} />
        ))}
      </tbody>
    </table>
  </>
)
