import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { components } from './components.ts'
import { describeRoute, tags } from './describe.ts'
import { directoryComponents } from './directory-components.ts'

type Operations = Readonly<
  Record<string, { 'x-body-optional'?: true; requestBody?: { required?: boolean } }>
>

/** Marks optional bodies, because @fastify/swagger declares every body as required. */
const markOptionalBodies = (paths: object) => {
  for (const operation of Object.values(paths).flatMap((path: Operations) => Object.values(path))) {
    if (operation['x-body-optional'] && operation.requestBody)
      operation.requestBody.required = false
    delete operation['x-body-optional']
  }
}

/**
 * Collects the descriptions of all routes that are added after this call into an OpenAPI document. Routes without a tag
 * are left out.
 */
export const describeApi = (app: FastifyInstance, version: string): void => {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'identity-center-scim: admin API',
        version,
        description:
          'Manages identity stores, provisioning and directories as the AWS IAM Identity Center console does, and explains why SCIM requests were refused.',
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
      markOptionalBodies(documents.openapiObject.paths ?? {})
      return documents.openapiObject
    },
  })
  for (const each of [...components, ...directoryComponents]) app.addSchema(each)
}

const summary = 'Show the OpenAPI document of this API'

/** The route of the OpenAPI document. */
export const openapiRoutes = async (app: FastifyInstance): Promise<void> => {
  app.get(
    '/openapi.json',
    describeRoute({
      tag: 'server',
      summary,
      responses: { 200: { description: 'An OpenAPI 3.1 document.', schema: { type: 'object' } } },
    }),
    async () => app.swagger(),
  )
}
