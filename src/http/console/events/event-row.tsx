import { eventSubject } from '../../../events/event-subject.ts'
import type { EventView } from '../../../events/event-view.ts'
import { Badge } from '../parts/badge.tsx'
import { Prose } from '../parts/prose.tsx'
import { shorten } from '../parts/shorten.ts'
import { VisibleText } from '../parts/visible-text.tsx'
import { eventSeverity } from './severity.ts'

/** The column headings of an event table. */
export const eventColumns = ['Time', 'Status', 'Request', 'Resource', 'Reason'] as const

const originPhrases = { manual: 'manually', api: 'through API' } as const

const Reason = ({ event }: { readonly event: EventView }) => {
  const { findings, errorMessage } = event
  const [first] = findings
  if (first === undefined) {
    return errorMessage === null ? null : (
      <div>
        <VisibleText text={shorten(errorMessage)} />
      </div>
    )
  }
  const others = new Set(findings.map(({ ruleId }) => ruleId)).size - 1
  return (
    <div>
      <Prose text={first.sentence} /> <code class="rule-id">{first.ruleId}</code>
      {others > 0 && <small> and {others} more</small>}
    </div>
  )
}

/**
 * One event as a table row. A live list receives its new rows in this form. Every cell has at most one element, because
 * narrow screens lay out a cell as two columns: the heading and the content.
 */
export const EventRow = ({ event, path }: { readonly event: EventView; readonly path: string }) => {
  const { time, requestId, request, response, eventName, identityStoreId } = event
  const { name, id } = eventSubject(event)
  const about = name ?? id
  const isKnown = eventName !== null && identityStoreId !== null
  return (
    <tr class={`event ${eventSeverity(event)}`} data-request-id={requestId}>
      <td data-column={eventColumns[0]}>
        <time dateTime={time} title={time}>
          <span class="clock">{time.slice(11, 19)}</span> <small>{time.slice(0, 10)}</small>
        </time>
      </td>
      <td data-column={eventColumns[1]}>
        <div>
          <Badge kind={eventSeverity(event)}>{response.status}</Badge>
        </div>
      </td>
      <td data-column={eventColumns[2]}>
        <div>
          <a href={`${path}/${requestId}`} class={isKnown ? 'nowrap' : undefined}>
            {isKnown ? (
              eventName
            ) : (
              <VisibleText text={shorten(`${request.method} ${request.path}`)} />
            )}
          </a>
          {event.origin !== 'scim' && <small> {originPhrases[event.origin]}</small>}
        </div>
      </td>
      <td data-column={eventColumns[3]}>
        <bdi>
          <VisibleText text={shorten(about ?? '')} />
        </bdi>
      </td>
      <td data-column={eventColumns[4]}>
        <Reason event={event} />
      </td>
    </tr>
  )
}
