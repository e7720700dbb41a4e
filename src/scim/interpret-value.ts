import { isObject } from './json-object.ts'
import type { Json } from './resource.ts'
import type { Attribute } from './schema.ts'

// Each function interprets one deviation of real clients, and returns other values unchanged.

/** A boolean from `"True"` or `"false"` in any letter case: Entra, aws-samples and other clients send strings. */
export const interpretBoolean = (value: Json): Json => {
  if (typeof value !== 'string') return value
  switch (value.toLowerCase()) {
    case 'true':
      return true
    case 'false':
      return false
    default:
      return value
  }
}

/** A manager from a bare id, or from a list of one object: Entra sends both. */
export const interpretManager = (value: Json): Json => {
  if (typeof value === 'string') return { value }
  if (Array.isArray(value) && value.length === 1 && isObject(value[0])) return value[0]
  return value
}

/** The meaning of a stored attribute's value, independent of the client. */
export const interpretValue = (attribute: Attribute, value: Json): Json => {
  if (attribute.type === 'boolean') return interpretBoolean(value)
  if (attribute.name === 'manager') return interpretManager(value)
  return value
}
