import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { components } from './components.ts'
import { described, tags } from './describe.ts'
import { directoryComponents } from './directory-components.ts'

type Operations = Readonly<
  Record<string, { 'x-body-optional'?: true; requestBody?: { required?: boolean } }>
>

/** @fastify/swagger takes every body for required. */
const releaseOptionalBodies = (paths: object) => {
  for (const operation of Object.values(paths).flatMap((path: Operations) => Object.values(path))) {
    if (operation['x-body-optional'] && operation.requestBody)
      operation.requestBody.required = false
    delete operation['x-body-optional']
  }
}

/**
 * Collects what the routes that are added from here on say of themselves into an OpenAPI document. A route without a
 * tag is left out.
 */
export const describeApi = (app: FastifyInstance, version: string): void => {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'identity-center-scim: private listener',
        version,
        description:
          'What the console of AWS IAM Identity Center does around provisioning, and what it does not tell.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      security: [{ adminToken: [] }],
      components: {
        securitySchemes: {
          adminToken: { type: 'http', scheme: 'bearer', description: 'The admin token.' },
        },
      },
    },
    hideUntagged: true,
    refResolver: { buildLocalReference: ({ $id }) => String($id) },
    transformObject: (documents) => {
      if (!('openapiObject' in documents)) return documents.swaggerObject
      releaseOptionalBodies(documents.openapiObject.paths ?? {})
      return documents.openapiObject
    },
  })
  for (const each of [...components, ...directoryComponents]) app.addSchema(each)
}

const summary = 'Describes this interface'

/** The OpenAPI document of the private listener. */
export const openapiRoutes = async (app: FastifyInstance): Promise<void> => {
  app.get(
    '/openapi.json',
    described({
      tag: 'server',
      summary,
      answers: { 200: { description: 'An OpenAPI 3.1 document.', schema: { type: 'object' } } },
    }),
    async () => app.swagger(),
  )
}
