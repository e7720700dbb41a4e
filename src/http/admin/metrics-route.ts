import type { FastifyInstance } from 'fastify'

/** Where the metrics come from, in the text format of Prometheus. */
export interface MeasuredText {
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** `GET /metrics` for Prometheus, which authenticates with the admin token as a bearer token. */
export const metricsRoute =
  ({ text, contentType }: MeasuredText) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/metrics', async (_request, reply) => reply.type(contentType).send(await text()))
  }
