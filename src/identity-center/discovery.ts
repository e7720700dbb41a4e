import {
  type Attribute,
  enterpriseUserSchema,
  groupSchema,
  resourceTypes,
  type Schema,
  serviceProviderConfig,
  userSchema,
} from '../scim/schema.ts'
import { listResponseUrn } from '../scim/urn.ts'
import type { EpochDate } from './rule.ts'

const schemas = [userSchema, groupSchema, enterpriseUserSchema]

/** AWS developer guide, ServiceProviderConfig. */
export const serviceProviderConfigText = (): string => JSON.stringify(serviceProviderConfig)

/** AWS developer guide, ListResourceTypes. */
export const resourceTypesText = (endpoint: string): string =>
  listText(
    resourceTypes.map(({ meta, ...resourceType }) => ({
      ...resourceType,
      meta: { ...meta, location: meta.location.replace('{endpoint}', () => endpoint) },
    })),
  )

/** AWS developer guide, ListSchemas. */
export const schemasText = (asOf: EpochDate): string =>
  listText(
    schemas.map((schema) => ({
      ...describeSchema(schema, asOf),
      description: schema.identityCenter?.listDescription ?? schema.description,
    })),
  )

/** AWS developer guide, GetSchema; undefined for a URN that is no schema of the service. */
export const schemaText = (urn: string, asOf: EpochDate): string | undefined => {
  const schema = schemas.find(({ id }) => id.toLowerCase() === urn.toLowerCase())
  return schema && JSON.stringify(describeSchema(schema, asOf))
}

/** A schema as the service returns it: without `schemas`, `meta`, and unsupported attributes. */
const describeSchema = ({ id, name, description, attributes }: Schema, asOf: EpochDate) => ({
  id,
  name,
  description,
  attributes: describeAttributes(attributes, asOf),
})

const describeAttributes = (attributes: readonly Attribute[], asOf: EpochDate): readonly object[] =>
  attributes
    .filter((attribute) => isSupported(attribute, asOf))
    .map((attribute) => {
      const { identityCenter: _, subAttributes, ...characteristics } = attribute
      if (subAttributes === undefined) return characteristics
      // RFC 7643, section 8.7.1, has them before mutability and returned.
      const { mutability, returned, ...before } = characteristics
      const inner = describeAttributes(subAttributes, asOf)
      return { ...before, subAttributes: inner, mutability, returned }
    })

const isSupported = ({ identityCenter: { support, since } }: Attribute, asOf: EpochDate): boolean =>
  support !== 'unsupported' && (since === undefined || since <= asOf)

/** `schemas` come first, unlike in lists of users and groups. */
const listText = (resources: readonly object[]): string =>
  JSON.stringify({
    schemas: [listResponseUrn],
    totalResults: resources.length,
    itemsPerPage: resources.length,
    startIndex: 1,
    Resources: resources,
  })
