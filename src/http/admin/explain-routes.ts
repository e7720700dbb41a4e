import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { CheckRequest } from '../../administration/check/check-resources.ts'
import { throttledQueue } from '../../administration/throttled-queue.ts'
import { describeRoute, listSchema, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface ExplainPath {
  Params: { identityStoreId?: string }
  Body: {
    readonly requestId?: string
    readonly request?: {
      readonly method: string
      readonly path: string
      readonly query?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      readonly bodyBase64?: string
    }
    readonly settings?: object
  }
}

/** Enough for a body of one mebibyte in base64, and the members around it. */
const explainBytesMax = 2 * 1_048_576
const checkBytesMax = 4 * 1_048_576

/**
 * Parses bodies one at a time, with pauses. Otherwise a hundred large bodies at once would delay all other requests.
 */
const throttleParsing = (app: FastifyInstance) => {
  const queue = throttledQueue()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer) =>
      queue(
        () =>
          new Promise((resolve, reject) => {
            parseJson(request, body.toString(), (error, value) =>
              error === null ? resolve(value) : reject(error),
            )
          }),
      ),
  )
}

const findUserAgent = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1]

const explainTarget = ({ request, requestId = '' }: ExplainPath['Body']) => {
  if (request === undefined) return { requestId }
  const { method, path, query, headers = {}, body, bodyBase64 } = request
  const userAgent = findUserAgent(headers)
  const bytes = bodyBase64 === undefined ? body : Buffer.from(bodyBase64, 'base64')
  return {
    method,
    path,
    ...(query !== undefined && { query }),
    ...(userAgent !== undefined && { userAgent }),
    ...(bytes !== undefined && { body: Buffer.from(bytes) }),
  }
}

const checkSchema = describeRoute({
  tag: 'explanations',
  summary: 'Check which users and groups could be created, and which rules they violate',
  params: schemas.storePath,
  body: schemas.check,
  responses: {
    200: {
      description: 'One result for each resource, in the same order.',
      schema: listSchema(refTo('Checked')),
    },
  },
  problems: [404],
})

/** The routes that explain a request, for a store or an empty one, and that check many resources at once. */
export const explainRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    throttleParsing(app)
    app.post<{ Params: { identityStoreId: string }; Body: CheckRequest }>(
      '/identity-stores/:identityStoreId/check',
      { ...checkSchema, bodyLimit: checkBytesMax },
      async ({ params, body }) => ({
        items: await administration.check(params.identityStoreId, body),
      }),
    )
    for (const [prefix, path, store] of [
      ['', {}, 'an empty identity store'],
      ['/identity-stores/:identityStoreId', { params: schemas.storePath }, 'an identity store'],
    ] as const) {
      app.post<ExplainPath>(
        `${prefix}/explain`,
        {
          ...describeRoute({
            tag: 'explanations',
            summary: `Explain how ${store} would respond to a request, and why`,
            ...path,
            body: schemas.explain,
            responses: {
              200: {
                description: 'The event that the request would create.',
                schema: refTo('Event'),
              },
            },
            problems: [404, 409],
          }),
          bodyLimit: explainBytesMax,
        },
        ({ params, body }) => {
          const { identityStoreId } = params
          const { settings } = body
          return administration.explain({
            about: explainTarget(body),
            ...(settings !== undefined && { settings }),
            ...(identityStoreId !== undefined && { identityStoreId }),
          })
        },
      )
    }
  }
