import {
  resourceTypesText,
  schemasText,
  schemaText,
  serviceProviderConfigText,
} from '../identity-center/discovery.ts'
import { schemaExists } from '../identity-center/rules/existence.ts'
import type { Operation } from './operation.ts'

/** GET /ServiceProviderConfig: AWS developer guide, ServiceProviderConfig. */
export const serviceProviderConfig: Operation = async () => ({
  status: 200,
  body: serviceProviderConfigText(),
})

/** GET /ResourceTypes: AWS developer guide, ListResourceTypes. */
export const listResourceTypes: Operation = async ({ endpoint }) => ({
  status: 200,
  body: resourceTypesText(endpoint()),
})

/** GET /Schemas: AWS developer guide, ListSchemas. */
export const listSchemas: Operation = async ({ evaluation }) => ({
  status: 200,
  body: schemasText(evaluation.dialect.asOf),
})

/** GET /Schemas/{urn}: AWS developer guide, GetSchema. Its error table has no 404. */
export const getSchema: Operation = async ({ id, evaluation }) => {
  const body = schemaText(id, evaluation.dialect.asOf)
  if (body === undefined) {
    throw evaluation.refusal(schemaExists, [{ location: ['id'], value: id }])
  }
  return { status: 200, body }
}
