import { Ajv, type SchemaObject, type ValidateFunction } from 'ajv'
import type { Location } from './resource.ts'
import { type Attribute, storedOnly } from './schema.ts'

// Nothing is coerced, added or removed: what a client sent is evidence.
const ajv = new Ajv({ strict: true, allErrors: true })

/** The types that the stored attributes of a schema must have, as a JSON schema. */
const objectSchema = (attributes: readonly Attribute[]): SchemaObject => ({
  type: 'object',
  properties: Object.fromEntries(
    storedOnly(attributes).map((attribute) => [attribute.name, valueSchema(attribute)]),
  ),
})

const valueSchema = (attribute: Attribute): SchemaObject =>
  attribute.multiValued
    ? { type: 'array', items: singleSchema(attribute) }
    : singleSchema(attribute)

const singleSchema = ({ type, subAttributes = [] }: Attribute): SchemaObject => {
  switch (type) {
    case 'complex':
      return objectSchema(subAttributes)
    case 'boolean':
      return { type: 'boolean' }
    case 'string':
    case 'reference':
    case 'binary':
    case 'dateTime':
      return { type: 'string' }
  }
}

/** A check of types, and of nothing but types: what else is required or forbidden is a rule's business. */
export const compileValidator = <Resource>(
  attributes: readonly Attribute[],
): ValidateFunction<Resource> => ajv.compile<Resource>(objectSchema(attributes))

/** Where the last value that this validator saw has the wrong type. */
export const mismatches = ({ errors }: ValidateFunction): readonly Location[] =>
  (errors ?? []).map(({ instancePath }) => instancePath.split('/').slice(1).map(key))

// No attribute name is a number, nor does one need a pointer's escapes.
const key = (segment: string): string | number =>
  /^\d+$/.test(segment) ? Number(segment) : segment
