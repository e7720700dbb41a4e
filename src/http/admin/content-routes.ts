import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { fileBytesMax } from '../../administration/files/spool.ts'
import { AdministrationError } from '../../administration/shared/administration-error.ts'
import { chunksOf } from '../shared/body-chunks.ts'
import { sendFile } from '../shared/send-file.ts'
import { bodyOrNothing } from './body-or-nothing.ts'
import { described, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}
interface FilePath extends StorePath {
  Body: Readable | undefined
}
interface ImportPath extends FilePath {
  Querystring: Readonly<Record<string, string | readonly string[]>>
}

const ndjson = 'application/x-ndjson'
const file = { type: 'string', description: 'JSON, an object a line.' } as const

const importQuery = {
  type: 'object',
  properties: {
    replace: {
      enum: ['true', 'false'],
      description: 'Whether all that the store holds is deleted first.',
    },
    file: {
      type: 'array',
      items: { type: 'string' },
      description: 'What the files are called, in their order, in warnings and refusals.',
    },
  },
  additionalProperties: false,
} as const

/** Has bodies handed on as they come in, whatever they say they are. */
const passBodiesOn = (app: FastifyInstance) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** What is asked for beside the body: the schema is not asked, see `unchecked`. */
const importRequest = ({ replace = 'false', file = [], ...unknown }: ImportPath['Querystring']) => {
  const [name] = Object.keys(unknown)
  if (name !== undefined) throw new AdministrationError('invalid', `There is no parameter ${name}.`)
  if (replace !== 'true' && replace !== 'false') {
    throw new AdministrationError('invalid', 'replace is true or false.')
  }
  return { replace: replace === 'true', names: [file].flat() }
}

/** Nothing of a file that comes in bit by bit can be held against a schema; what is in it is read where it is used. */
const unchecked = { validatorCompiler: () => () => true, bodyLimit: fileBytesMax } as const

/** All that a store holds, at once: below `/identity-stores/{id}`. */
export const contentRoutes =
  ({ contents }: Administration): FastifyPluginAsync =>
  async (app) => {
    const store = '/identity-stores/:identityStoreId'
    const { storePath: params, nothing: body } = schemas

    app.post<StorePath>(
      `${store}/reset`,
      {
        ...described({
          tag: 'contents',
          summary: 'Deletes users, groups, memberships and events; tokens and settings stay',
          params,
          body,
          bodyOptional: true,
          answers: { 204: { description: 'There is nothing any more.' } },
          problems: [404, 409],
        }),
        preValidation: bodyOrNothing,
      },
      async ({ params }, reply) => {
        await contents.reset(params.identityStoreId)
        return reply.code(204).send()
      },
    )

    app.get<StorePath>(
      `${store}/snapshot`,
      {
        ...described({
          tag: 'contents',
          summary: 'Gives settings, users, groups and memberships as a file',
          params,
          answers: { 200: { description: 'A snapshot.', types: { [ndjson]: file } } },
          problems: [404, 503],
        }),
        exposeHeadRoute: false,
      },
      async ({ params }, reply) => {
        const file = await contents.snapshot(params.identityStoreId)
        const name = `${params.identityStoreId}.ndjson`
        reply.type(ndjson).header('content-disposition', `attachment; filename="${name}"`)
        return sendFile(reply, file)
      },
    )

    app.register(async (app) => {
      passBodiesOn(app)
      app.put<FilePath>(
        `${store}/snapshot`,
        {
          ...described({
            tag: 'contents',
            summary: 'Replaces settings, users, groups and memberships by those of a snapshot',
            params,
            body: { content: { [ndjson]: { schema: file } } },
            answers: {
              200: { description: 'How much was restored.', schema: refTo('ContentCounts') },
            },
            problems: [404, 409, 503],
          }),
          ...unchecked,
        },
        ({ params, body }) => contents.restore(params.identityStoreId, chunksOf(body)),
      )

      app.post<ImportPath>(
        `${store}/import`,
        {
          ...described({
            tag: 'contents',
            summary: 'Takes over what aws identitystore list-users, list-groups and so on print',
            description:
              'All, or nothing. The body is one file, or several with a record separator before each: RFC 7464.',
            params,
            querystring: importQuery,
            body: { content: { 'application/json-seq': { schema: file } } },
            answers: { 200: { description: 'What was imported.', schema: refTo('Imported') } },
            problems: [404, 409, 503],
          }),
          ...unchecked,
        },
        ({ params, query, body }) =>
          contents.import(params.identityStoreId, chunksOf(body), importRequest(query)),
      )
    })
  }
