import { encodeUtf8 } from '../../lib/utf8.ts'
import { endpoints } from '../../operations/endpoints.ts'
import type { RequestReading } from './sample-request.ts'

const names = endpoints.map(([, , name]) => name).join(', ')

/** The request of an operation that is named, with this text as its body. */
export const bodyRequest = (
  text: string,
  operation: string,
  id: string | undefined,
): RequestReading => {
  const endpoint = endpoints.find(([, , name]) => name.toLowerCase() === operation.toLowerCase())
  if (endpoint === undefined) {
    return { fault: `There is no operation ${operation}; there are ${names}.` }
  }
  const [method, template, name] = endpoint
  const isOfOne = template.endsWith('/:id')
  if (isOfOne && (id === undefined || id === '')) {
    return { fault: `${name} is done to one resource: name its id, as in --id 94825dbc-…` }
  }
  if (!isOfOne && id !== undefined) {
    return { fault: `${name} is not done to one resource: it takes no --id.` }
  }
  const path = template.replace(':id', () => encodeURIComponent(id ?? ''))
  const body = encodeUtf8(method === 'GET' || method === 'DELETE' ? '' : text)
  return { requests: [{ method, path, query: '', body, title: name }] }
}
