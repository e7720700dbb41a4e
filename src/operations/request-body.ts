import { bodyBytesMax } from '../identity-center/limits.ts'
import { bodyDepthMax, bodyJson, bodyObject, bodySizeMax } from '../identity-center/rules/body.ts'
import { bodyRules } from '../identity-center/rules/request.ts'
import { yieldToEventLoop } from '../lib/event-loop.ts'
import { parseJson } from '../scim/json.ts'
import type { JsonObject } from '../scim/resource.ts'
import type { Call } from './operation.ts'

/** Parsing a body of this length takes so long that waiting requests get a turn before its rules are evaluated. */
const longBodyBytes = 65_536

/** The body as a JSON object, regardless of its media type. */
export const requireObject = async ({ body, evaluation }: Call): Promise<JsonObject> => {
  if (body.length > bodyBytesMax) throw evaluation.refusal(bodySizeMax)

  const parsed = parseJson(body)
  if (!parsed.ok) throw evaluation.refusal(parsed.error === 'depth' ? bodyDepthMax : bodyJson)

  if (body.length >= longBodyBytes) await yieldToEventLoop()
  const { value, duplicateKeys } = parsed
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw evaluation.refusal(bodyObject)
  }
  evaluation.require(bodyRules, { duplicateKeys })
  return value as JsonObject
}
