import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { settingsSchema } from '../../identity-center/settings/settings-schema.ts'
import { described, refTo } from './describe.ts'
import { adminSchemas as schemas } from './schemas.ts'

interface StorePath {
  Params: { identityStoreId: string }
}

/** The settings of an identity store over HTTP. */
export const settingsRoutes =
  (administration: Administration): FastifyPluginAsync =>
  async (app) => {
    const settings = '/identity-stores/:identityStoreId/settings'
    const answers = { 200: { description: 'The settings as they are.', schema: refTo('Settings') } }

    app.get<StorePath>(
      settings,
      described({
        tag: 'stores',
        summary: 'Shows the settings of an identity store',
        params: schemas.storePath,
        answers,
        problems: [404],
      }),
      ({ params }) => administration.getSettings(params.identityStoreId),
    )

    // Our own parser judges settings, in sentences; their schema is for whoever reads the OpenAPI document.
    app.put<StorePath>(
      settings,
      {
        ...described({
          tag: 'stores',
          summary: 'Puts settings in the place of all that there are',
          params: schemas.storePath,
          body: refTo('Settings'),
          answers,
          problems: [404],
        }),
        attachValidation: true,
      },
      ({ params, body }) => administration.replaceSettings(params.identityStoreId, body),
    )

    app.patch<StorePath>(
      settings,
      {
        ...described({
          tag: 'stores',
          summary: 'Changes some settings of an identity store',
          description:
            'Settings that are named take their new value, those that are null go back to their default, the others stay: RFC 7396.',
          params: schemas.storePath,
          body: { type: 'object' },
          bodyTypes: ['application/json', 'application/merge-patch+json'],
          answers,
          problems: [404],
        }),
        attachValidation: true,
      },
      ({ params, body }) => administration.changeSettings(params.identityStoreId, body),
    )

    app.get('/settings-schema', schemaOfSettings, async () => settingsSchema)
  }

const schemaOfSettings = described({
  tag: 'server',
  summary: 'Describes the settings that an identity store may have',
  answers: { 200: { description: 'A JSON schema (2020-12).', schema: { type: 'object' } } },
})
