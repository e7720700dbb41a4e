import type { ComponentChildren } from 'preact'
import type { EventView } from '../../../events/event-view.ts'
import { EventRow, eventHeads } from './event-row.tsx'

/** Events, newest first; with a stream it shows those that come while it is looked at. */
export const EventTable = ({
  caption,
  events,
  path,
  stream,
  empty,
}: {
  readonly caption: string
  readonly events: readonly EventView[]
  /** Below which the events have their pages. */
  readonly path: string
  readonly stream?: string | undefined
  readonly empty: ComponentChildren
}) => (
  <>
    <p class="empty" hidden={events.length > 0}>
      {empty}
    </p>
    <table class="cards events" data-stream={stream} hidden={events.length === 0}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {eventHeads.map((head) => (
            <th key={head} scope="col">
              {head}
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
