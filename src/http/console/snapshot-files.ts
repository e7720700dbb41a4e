import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import type { Administration } from '../../administration/administration.ts'
import { fileBytesMax } from '../../administration/files/spool.ts'
import { AdministrationError } from '../../administration/shared/administration-error.ts'
import { readChunks } from '../shared/body-chunks.ts'
import { sendFile } from '../shared/send-file.ts'
import { requireCsrfToken } from './csrf.ts'
import { formTokenField } from './parts/form.tsx'
import { requireTyped } from './parts/typed-confirm.tsx'

interface StorePath {
  Params: { identityStoreId: string }
}

const snapshot = '/stores/:identityStoreId/snapshot'

/** The routes that download and upload snapshot files in a browser. They stream the files. */
export const snapshotFileRoutes =
  ({ contents }: Administration): FastifyPluginAsync =>
  async (app) => {
    await app.register(multipart, {
      limits: { fields: 10, files: 1, fileSize: fileBytesMax },
      throwFileSizeLimit: true,
    })

    app.get<StorePath>(
      `${snapshot}/file`,
      { exposeHeadRoute: false },
      async ({ params: { identityStoreId } }, reply) => {
        const file = await contents.snapshot(identityStoreId)
        reply.type('application/x-ndjson')
        reply.header('content-disposition', `attachment; filename="${identityStoreId}.ndjson"`)
        return sendFile(reply, file)
      },
    )

    app.post<StorePath>(
      `${snapshot}/restore`,
      { config: { streamsForm: true }, bodyLimit: fileBytesMax },
      async (request, reply) => {
        const { identityStoreId } = request.params
        const form = new URLSearchParams()
        const parts = request.isMultipart() ? request.parts() : []
        for await (const part of parts) {
          if (part.type === 'field') {
            form.set(part.fieldname, String(part.value))
            continue
          }
          requireCsrfToken(request.session, form.get(formTokenField)) // the fields come before the file
          requireTyped({ form }, 'RESTORE')
          await contents.restore(identityStoreId, readChunks(part.file))
          return reply.redirect(`/stores/${identityStoreId}/snapshot?notice=restored`, 303)
        }
        requireCsrfToken(request.session, form.get(formTokenField))
        throw new AdministrationError('invalid', 'Nothing was changed. Select a snapshot file.')
      },
    )
  }
