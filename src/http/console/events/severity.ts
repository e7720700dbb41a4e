import type { EventView } from '../../../events/event-view.ts'
import type { Severity } from '../parts/alert.tsx'

/** The severity of an event: refused, accepted with warnings, or accepted. */
export const eventSeverity = ({ response, findings }: EventView): Severity =>
  response.status >= 400 ? 'bad' : findings.length > 0 ? 'warning' : 'good'
