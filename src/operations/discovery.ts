import {
  resourceTypesText,
  schemasText,
  schemaText,
  serviceProviderConfigText,
} from '../identity-center/discovery.ts'
import { refusalOf } from '../identity-center/judge.ts'
import { schemaExists } from '../identity-center/rules/existence.ts'
import type { Operation } from './operation.ts'

/** GET /ServiceProviderConfig: AWS developer guide, ServiceProviderConfig. */
export const serviceProviderConfig: Operation = async () => ({
  status: 200,
  body: serviceProviderConfigText(),
  findings: [],
})

/** GET /ResourceTypes: AWS developer guide, ListResourceTypes. */
export const listResourceTypes: Operation = async ({ endpoint }) => ({
  status: 200,
  body: resourceTypesText(endpoint()),
  findings: [],
})

/** GET /Schemas: AWS developer guide, ListSchemas. */
export const listSchemas: Operation = async ({ dialect }) => ({
  status: 200,
  body: schemasText(dialect.asOf),
  findings: [],
})

/** GET /Schemas/{urn}: AWS developer guide, GetSchema; its error table knows no 404. */
export const getSchema: Operation = async ({ id, dialect }) => {
  const body = schemaText(id, dialect.asOf)
  if (body === undefined) {
    throw refusalOf(schemaExists, [{ location: ['id'], value: id }], dialect)
  }
  return { status: 200, body, findings: [] }
}
