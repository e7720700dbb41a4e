import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import { type EventTarget, findObject, textIn, typeOf } from './request-json.ts'

const nameMembers = { User: 'UserName', Group: 'DisplayName' } as const
const uniquePaths = { User: 'username', Group: 'displayname' } as const

/** A member that is an id or an ARN, as an id. */
const readId = (object: JsonObject | undefined, member: string): string | undefined =>
  textIn(object, member)?.split('/').at(-1)

const objectsIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

/** The value that a filter, a look-up or an update has for an attribute; the last one counts. */
const findNameByPath = (sent: JsonObject, path: string): string | undefined =>
  [
    ...objectsIn(sent['Filters']),
    ...objectsIn(sent['Operations']),
    ...objectsIn(memberOf(sent, 'AlternateIdentifier')).flatMap((each) =>
      objectsIn(each['UniqueAttribute']),
    ),
  ]
    .filter((each) => textIn(each, 'AttributePath')?.toLowerCase() === path)
    .map((each) => textIn(each, 'AttributeValue'))
    .findLast((name) => name !== undefined)

/** Finds the user or group that a request of the Identity Store API is about, from its body and response. Never throws. */
export const findApiEventTarget = (
  operation: string | null,
  body: Uint8Array,
  answer: JsonObject | undefined,
): EventTarget => {
  const type = /Member/.test(operation ?? '') ? 'Group' : typeOf(operation)
  const sent = findObject(body)
  if (type === undefined || sent === undefined) return { id: null, name: null }
  const idMember = `${type}Id`
  const name =
    textIn(answer, nameMembers[type]) ??
    textIn(sent, nameMembers[type]) ??
    findNameByPath(sent, uniquePaths[type])
  return { id: readId(sent, idMember) ?? readId(answer, idMember) ?? null, name: name ?? null }
}
