import { STATUS_CODES } from 'node:http'
import type { EventView } from '../../../events/event-view.ts'

/** `400 Bad Request, ValidationException`. */
export const statusText = ({ response: { status }, errorCode }: EventView): string => {
  const words = [status, STATUS_CODES[status] ?? ''].join(' ').trim()
  return errorCode === null ? words : `${words}, ${errorCode}`
}
