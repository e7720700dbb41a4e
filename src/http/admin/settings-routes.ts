import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { settingsSchema } from '../../identity-center/settings/settings-schema.ts'
import { describeRoute, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}

/** The routes of an identity store's settings. */
export const settingsRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const settings = '/identity-stores/:identityStoreId/settings'
    const responses = { 200: { description: 'The current settings.', schema: refTo('Settings') } }

    app.get<StorePath>(
      settings,
      describeRoute({
        tag: 'stores',
        summary: 'Show the settings of an identity store',
        params: schemas.storePath,
        responses,
        problems: [404],
      }),
      ({ params }) => administration.getSettings(params.identityStoreId),
    )

    // `parseSettings` validates the body, because its messages are clearer. The schema is documentation.
    app.put<StorePath>(
      settings,
      {
        ...describeRoute({
          tag: 'stores',
          summary: 'Replace all settings of an identity store',
          params: schemas.storePath,
          body: refTo('Settings'),
          responses,
          problems: [404],
        }),
        attachValidation: true,
      },
      ({ params, body }) => administration.replaceSettings(params.identityStoreId, body),
    )

    app.patch<StorePath>(
      settings,
      {
        ...describeRoute({
          tag: 'stores',
          summary: 'Change some settings of an identity store',
          description:
            'A merge patch (RFC 7396). A setting with a value is changed, null resets a setting to its default, and settings that are not named stay as they are.',
          params: schemas.storePath,
          body: { type: 'object' },
          bodyTypes: ['application/json', 'application/merge-patch+json'],
          responses,
          problems: [404],
        }),
        attachValidation: true,
      },
      ({ params, body }) => administration.changeSettings(params.identityStoreId, body),
    )

    app.get('/settings-schema', settingsSchemaRoute, async () => settingsSchema)
  }

const settingsSchemaRoute = describeRoute({
  tag: 'server',
  summary: 'Show the JSON schema of the settings of an identity store',
  responses: { 200: { description: 'A JSON schema (2020-12).', schema: { type: 'object' } } },
})
