import { checkValue } from '../../identity-center/identity-store/check-input.ts'
import { apiNames, scimNames } from '../../identity-center/identity-store/names.ts'
import type { Shape } from '../../identity-center/identity-store/shape.ts'
import { description, photos, userAttributes } from '../../identity-center/identity-store/shapes.ts'
import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import {
  apiMemberConstraints,
  apiUpdatePathValid,
} from '../../identity-center/rules/identity-store.ts'
import { applyPatch } from '../../scim/apply-patch.ts'
import { parseAttributePath } from '../../scim/attribute-path.ts'
import { isObject } from '../../scim/json-object.ts'
import { sentPointer } from '../../scim/pointer.ts'
import type { PatchOperation } from '../../scim/reading.ts'
import type { Json, JsonObject, Location } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import type { StoreCall } from './store-call.ts'

/** One operation of an update: on the SCIM resource, or on what is stored beside it. */
type Change =
  | { readonly on: 'resource'; readonly operation: PatchOperation }
  | { readonly on: 'extra'; readonly name: string; readonly index: number; readonly value: Json }

/** An updated user or group, and the pointer into the request of each location in it. */
export interface Updated {
  readonly resource: JsonObject
  readonly extra: JsonObject
  readonly pointerOf: (location: Location) => string
}

/** What an update may change, by the API's names in lower case; extra attributes with their shapes. */
interface Changeable {
  readonly attributes: readonly string[]
  readonly extras: Readonly<Record<string, Shape>>
}

const changeable: Readonly<Record<'User' | 'Group', Changeable>> = {
  User: {
    attributes: Object.keys(userAttributes).map((name) => name.toLowerCase()),
    extras: { photos, website: userAttributes.Website, birthdate: userAttributes.Birthdate },
  },
  Group: { attributes: ['displayname'], extras: { description } },
}

/** The SCIM path of an attribute path of the API; undefined, or a message, where it cannot be updated. */
const scimPath = (text: string, type: 'User' | 'Group') => {
  const isExtension = text.toLowerCase().startsWith(enterpriseExtension) && type === 'User'
  const rest = text.slice(enterpriseExtension.length)
  if (isExtension && /^(?:\.|$)/.test(rest)) {
    return parseAttributePath(`${enterpriseUserUrn}${rest.replace(/^\./, ':')}`, type)
  }
  const [first = ''] = text.toLowerCase().split('.')
  return changeable[type].attributes.includes(first) ? parseAttributePath(text, type) : undefined
}

const readChange = (
  call: StoreCall,
  sent: JsonObject,
  index: number,
  type: 'User' | 'Group',
): Change => {
  const text = String(sent['AttributePath'])
  const value = sent['AttributeValue'] ?? null
  const at: Location = ['Operations', index, 'AttributeValue']

  const shape = Object.entries(changeable[type].extras).find(
    ([name]) => name === text.toLowerCase(),
  )
  if (shape !== undefined) {
    const named = Array.isArray(value)
      ? value.map((each: Json) => (isObject(each) ? apiNames(each) : each))
      : value
    const { typeErrors, violations } = checkValue(named, shape[1], at)
    const pathViolations = value === null ? [] : [...typeErrors, ...violations]
    if (pathViolations.length > 0) {
      throw call.evaluation.refusal(apiMemberConstraints, pathViolations)
    }
    return { on: 'extra', name: shape[0], index, value: scimNames(named) }
  }

  const path = scimPath(text, type)
  if (path === undefined || typeof path === 'string') {
    const violation = {
      location: ['Operations', index, 'AttributePath'],
      value: text,
      note: `The attribute ${text} cannot be updated.`,
    }
    throw call.evaluation.refusal(apiUpdatePathValid, [violation])
  }
  return {
    on: 'resource',
    operation:
      value === null ? { index, op: 'remove', path } : { index, op: 'replace', path, value },
  }
}

/** The location, in the request of an update, of a location in the SCIM PATCH that it is turned into. */
const requestLocation = ([first = '', index = 0, member, ...rest]: Location): Location => {
  if (member === undefined) return [first]
  return [first, index, member === 'path' ? 'AttributePath' : 'AttributeValue', ...rest]
}

/**
 * Reads the operations of an update; refuses those that are not valid. Returns the function that applies them to a
 * stored user or group: a value replaces the stored one, null removes it.
 */
export const readAttributeOperations = (call: StoreCall, type: 'User' | 'Group') => {
  const sent = call.input['Operations']
  const changes = (Array.isArray(sent) ? sent : [])
    .filter(isObject)
    .map((each, index) => readChange(call, each, index, type))

  return (resource: JsonObject, extra: JsonObject): Updated => {
    const operations = changes.flatMap((each) => (each.on === 'resource' ? each.operation : []))
    const { resource: result, placeOf } = applyPatch(resource, operations, type)
    const extras = changes.flatMap((each) => (each.on === 'extra' ? each : []))
    return {
      resource: result,
      extra: { ...extra, ...Object.fromEntries(extras.map(({ name, value }) => [name, value])) },
      pointerOf: (location) => {
        const [name, ...rest] = location
        const last = extras.findLast((each) => each.name === name)
        return sentPointer(
          call.input,
          last === undefined
            ? requestLocation(placeOf(location))
            : ['Operations', last.index, 'AttributeValue', ...rest],
        )
      },
    }
  }
}
