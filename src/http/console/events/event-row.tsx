import { eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Badge } from '../parts/badge.tsx'
import { Prose } from '../parts/prose.tsx'
import { shortened } from '../parts/shortened.ts'
import { Shown } from '../parts/shown.tsx'
import { eventSeverity } from './severity.ts'

/** What stands above the columns of events. */
export const eventHeads = ['When', 'Status', 'Request', 'About', 'Why'] as const

const Why = ({ event }: { readonly event: EventView }) => {
  const { findings, errorMessage } = event
  const [first] = findings
  if (first === undefined)
    return errorMessage === null ? null : <Shown text={shortened(errorMessage)} />
  const others = new Set(findings.map(({ ruleId }) => ruleId)).size - 1
  return (
    <>
      <Prose text={first.sentence} /> <code class="rule">{first.ruleId}</code>
      {others > 0 && <small> and {others} more</small>}
    </>
  )
}

/** One event as a row of a table; also what a list that is open is sent. */
export const EventRow = ({ event, path }: { readonly event: EventView; readonly path: string }) => {
  const { time, requestId, request, response, eventName, identityStoreId } = event
  const { name, id } = eventSubject(event)
  const about = name ?? id
  const isKnown = eventName !== null && identityStoreId !== null
  return (
    <tr class={`event ${eventSeverity(event)}`} data-request-id={requestId}>
      <td data-head={eventHeads[0]}>
        <time dateTime={time} title={time}>
          <span class="clock">{time.slice(11, 19)}</span> <small>{time.slice(0, 10)}</small>
        </time>
      </td>
      <td data-head={eventHeads[1]}>
        <Badge kind={eventSeverity(event)}>{response.status}</Badge>
      </td>
      <td data-head={eventHeads[2]}>
        <a href={`${path}/${requestId}`} class={isKnown ? 'whole' : undefined}>
          {isKnown ? eventName : <Shown text={shortened(`${request.method} ${request.path}`)} />}
        </a>
        {event.origin !== 'scim' && (
          <small> {event.origin === 'manual' ? 'manually' : 'by API'}</small>
        )}
      </td>
      <td data-head={eventHeads[3]}>
        <bdi>
          <Shown text={shortened(about ?? '')} />
        </bdi>
      </td>
      <td data-head={eventHeads[4]}>
        <Why event={event} />
      </td>
    </tr>
  )
}
