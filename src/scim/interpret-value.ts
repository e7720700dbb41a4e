import { isObject } from './json-object.ts'
import type { Json } from './resource.ts'
import type { Attribute } from './schema.ts'

// Each of these takes one oddity of a real client for what it means, and leaves everything else as it is.

/** `"True"` for true, in any letter case: Entra, aws-samples and others write booleans so. */
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

/** A manager as a bare id, or as the one object of a list: both are Entra's. */
export const interpretManager = (value: Json): Json => {
  if (typeof value === 'string') return { value }
  if (Array.isArray(value) && value.length === 1 && isObject(value[0])) return value[0]
  return value
}

/** What a stored attribute's value means, whoever sent it. */
export const interpretValue = (attribute: Attribute, value: Json): Json => {
  if (attribute.type === 'boolean') return interpretBoolean(value)
  if (attribute.name === 'manager') return interpretManager(value)
  return value
}
