import { judge, refusalOf } from '../identity-center/judge.ts'
import { bodyBytesMax } from '../identity-center/limits.ts'
import type { Finding } from '../identity-center/rule.ts'
import { bodyDepthMax, bodyJson, bodyObject, bodySizeMax } from '../identity-center/rules/body.ts'
import { bodyRules } from '../identity-center/rules/request.ts'
import { parseJson } from '../scim/json.ts'
import type { JsonObject } from '../scim/resource.ts'
import type { Call } from './operation.ts'
import { requireAccepted } from './require-accepted.ts'

/** From this length on, reading a body takes so long that others should have their turn before it is judged. */
const longBodyBytes = 65_536

/** The body as a JSON object, whatever its media type claims to be. */
export const requireObject = async (
  call: Call,
): Promise<{ readonly body: JsonObject; readonly findings: readonly Finding[] }> => {
  const refuse = (rule: typeof bodyJson) => refusalOf(rule, [{ location: [] }], call.dialect)

  if (call.body.length > bodyBytesMax) throw refuse(bodySizeMax)

  const parsed = parseJson(call.body)
  if (!parsed.ok) throw refuse(parsed.fault === 'depth' ? bodyDepthMax : bodyJson)

  if (call.body.length >= longBodyBytes) await new Promise((resolve) => setImmediate(resolve))
  const body = parsed.value
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw refuse(bodyObject)

  const findings = requireAccepted(
    judge(bodyRules, { duplicateKeys: parsed.duplicateKeys }, call.dialect),
  )
  return { body: body as JsonObject, findings }
}
