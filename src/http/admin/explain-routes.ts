import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import type { CheckRequest } from '../../administration/check/check-resources.ts'
import { throttledQueue } from '../../administration/throttled-queue.ts'
import { described, listSchema, refTo } from './describe.ts'
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

/** A body of one mebibyte in base64, and some room. */
const bodyLimit = 2 * 1_048_576
const checkLimit = 4 * 1_048_576

/** Has bodies parsed one after the other with rest between: a hundred that come at once must not hold up others. */
const parseSlowly = (app: FastifyInstance) => {
  const lane = throttledQueue()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer) =>
      lane(
        () =>
          new Promise((resolve, reject) => {
            parseJson(request, body.toString(), (error, value) =>
              error === null ? resolve(value) : reject(error),
            )
          }),
      ),
  )
}

const userAgentOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1]

const aboutOf = ({ request, requestId = '' }: ExplainPath['Body']) => {
  if (request === undefined) return { requestId }
  const { method, path, query, headers = {}, body, bodyBase64 } = request
  const userAgent = userAgentOf(headers)
  const bytes = bodyBase64 === undefined ? body : Buffer.from(bodyBase64, 'base64')
  return {
    method,
    path,
    ...(query !== undefined && { query }),
    ...(userAgent !== undefined && { userAgent }),
    ...(bytes !== undefined && { body: Buffer.from(bytes) }),
  }
}

const checkSchema = described({
  tag: 'explanations',
  summary: 'Says what would become of users and groups that are sent to be created',
  params: schemas.storePath,
  body: schemas.check,
  answers: { 200: { description: 'In their order.', schema: listSchema(refTo('Checked')) } },
  problems: [404],
})

/** What a request would be answered, and why, by a store or by one with nothing in it; and what of many resources. */
export const explainRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    parseSlowly(app)
    app.post<{ Params: { identityStoreId: string }; Body: CheckRequest }>(
      '/identity-stores/:identityStoreId/check',
      { ...checkSchema, bodyLimit: checkLimit },
      async ({ params, body }) => ({
        items: await administration.check(params.identityStoreId, body),
      }),
    )
    for (const [prefix, path, by] of [
      ['', {}, 'a store with nothing in it'],
      ['/identity-stores/:identityStoreId', { params: schemas.storePath }, 'an identity store'],
    ] as const) {
      app.post<ExplainPath>(
        `${prefix}/explain`,
        {
          ...described({
            tag: 'explanations',
            summary: `Says what a request would be answered by ${by}, and why`,
            ...path,
            body: schemas.explain,
            answers: {
              200: { description: 'The event that it would leave.', schema: refTo('Event') },
            },
            problems: [404, 409],
          }),
          bodyLimit,
        },
        ({ params, body }) => {
          const { identityStoreId } = params
          const { settings } = body
          return administration.explain({
            about: aboutOf(body),
            ...(settings !== undefined && { settings }),
            ...(identityStoreId !== undefined && { identityStoreId }),
          })
        },
      )
    }
  }
