import type { EventView } from '../../../events/event-view.ts'
import type { Severity } from '../parts/alert.tsx'

/** How an event is to be taken: refused, accepted with something to say of it, or accepted. */
export const eventSeverity = ({ response, findings }: EventView): Severity =>
  response.status >= 400 ? 'bad' : findings.length > 0 ? 'warning' : 'good'
