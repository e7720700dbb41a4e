import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { fileBytesMax } from '../../administration/files/spool.ts'
import { AdministrationError } from '../../administration/shared/administration-error.ts'
import { readChunks } from '../shared/body-chunks.ts'
import { sendFile } from '../shared/send-file.ts'
import { describeRoute, refTo } from './describe.ts'
import { defaultToEmptyBody } from './optional-body.ts'
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
const file = { type: 'string', description: 'One JSON object per line.' } as const

const importQuery = {
  type: 'object',
  properties: {
    replace: {
      enum: ['true', 'false'],
      description: 'Whether to delete all contents of the store first.',
    },
    file: {
      type: 'array',
      items: { type: 'string' },
      description: 'The names of the files, in their order. Warnings and errors refer to them.',
    },
  },
  additionalProperties: false,
} as const

/** Passes bodies to handlers as streams, for every media type. */
const streamBodies = (app: FastifyInstance) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** Validates the query of an import. Its schema is only documentation; see `withoutValidation`. */
const parseImportQuery = ({
  replace = 'false',
  file = [],
  ...unknown
}: ImportPath['Querystring']) => {
  const [name] = Object.keys(unknown)
  if (name !== undefined)
    throw new AdministrationError(
      'invalid',
      `The query parameter ${name} does not exist. Use replace and file.`,
    )
  if (replace !== 'true' && replace !== 'false') {
    throw new AdministrationError('invalid', 'The query parameter replace must be true or false.')
  }
  return { replace: replace === 'true', names: [file].flat() }
}

/** A streamed file cannot be validated by a schema. Its readers validate each line. */
const withoutValidation = { validatorCompiler: () => () => true, bodyLimit: fileBytesMax } as const

/** The routes that replace or read all contents of a store: below `/identity-stores/{id}`. */
export const contentRoutes =
  ({ contents }: Administration): FastifyPluginAsync =>
  async (app) => {
    const store = '/identity-stores/:identityStoreId'
    const { storePath: params, emptyBody: body } = schemas

    app.post<StorePath>(
      `${store}/reset`,
      {
        ...describeRoute({
          tag: 'contents',
          summary: 'Delete all users, groups, memberships and events, but keep tokens and settings',
          params,
          body,
          bodyOptional: true,
          responses: { 204: { description: 'Everything was deleted.' } },
          problems: [404, 409],
        }),
        preValidation: defaultToEmptyBody,
      },
      async ({ params }, reply) => {
        await contents.reset(params.identityStoreId)
        return reply.code(204).send()
      },
    )

    app.get<StorePath>(
      `${store}/snapshot`,
      {
        ...describeRoute({
          tag: 'contents',
          summary: 'Save a snapshot of the settings, users, groups and memberships',
          params,
          responses: { 200: { description: 'A snapshot.', types: { [ndjson]: file } } },
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
      streamBodies(app)
      app.put<FilePath>(
        `${store}/snapshot`,
        {
          ...describeRoute({
            tag: 'contents',
            summary: 'Restore the settings, users, groups and memberships of a snapshot',
            params,
            body: { content: { [ndjson]: { schema: file } } },
            responses: {
              200: { description: 'The numbers of restored rows.', schema: refTo('ContentCounts') },
            },
            problems: [404, 409, 503],
          }),
          ...withoutValidation,
        },
        ({ params, body }) => contents.restore(params.identityStoreId, readChunks(body)),
      )

      app.post<ImportPath>(
        `${store}/import`,
        {
          ...describeRoute({
            tag: 'contents',
            summary: 'Import the output of aws identitystore list-users, list-groups and similar',
            description:
              'Imports all files or none. The body is one file, or several files with a record separator before each: RFC 7464.',
            params,
            querystring: importQuery,
            body: { content: { 'application/json-seq': { schema: file } } },
            responses: {
              200: { description: 'The result of the import.', schema: refTo('Imported') },
            },
            problems: [404, 409, 503],
          }),
          ...withoutValidation,
        },
        ({ params, query, body }) =>
          contents.import(params.identityStoreId, readChunks(body), parseImportQuery(query)),
      )
    })
  }
