import { Ajv, type SchemaObject, type ValidateFunction } from 'ajv'
import type { Location } from './resource.ts'
import { type Attribute, selectStored } from './schema.ts'

let sharedAjv: Ajv | undefined

const ajv = (): Ajv => {
  // No coercion, defaults or removal, since findings show what the client sent. Our own schemas need no check.
  sharedAjv ??= new Ajv({ strict: true, allErrors: true, meta: false, validateSchema: false })
  return sharedAjv
}

/** The types that the stored attributes of a schema must have, as a JSON schema. */
const objectSchema = (attributes: readonly Attribute[]): SchemaObject => ({
  type: 'object',
  properties: Object.fromEntries(
    selectStored(attributes).map((attribute) => [attribute.name, valueSchema(attribute)]),
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

/** Returns the locations with wrong types. */
export type Validator = (value: unknown) => readonly Location[]

/**
 * Creates a check of types only; rules check everything else. It is compiled at its first use, because compiling takes a
 * tenth of the server's start.
 */
export const createValidator = (attributes: readonly Attribute[]): Validator => {
  let compiled: ValidateFunction | undefined
  return (value) => {
    compiled ??= ajv().compile(objectSchema(attributes))
    if (compiled(value)) return []
    return (compiled.errors ?? []).map(({ instancePath }) =>
      instancePath.split('/').slice(1).map(key),
    )
  }
}

// No attribute name is a number or needs escapes in a pointer.
const key = (segment: string): string | number =>
  /^\d+$/.test(segment) ? Number(segment) : segment
