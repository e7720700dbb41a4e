import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
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

    app.put<StorePath>(
      settings,
      described({
        tag: 'stores',
        summary: 'Puts settings in the place of all that there are',
        params: schemas.storePath,
        body: schemas.settings,
        answers,
        problems: [404],
      }),
      ({ params, body }) => administration.replaceSettings(params.identityStoreId, body),
    )
  }
