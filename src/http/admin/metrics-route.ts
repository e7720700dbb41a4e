import type { FastifyInstance } from 'fastify'

/** What is measured, as text. */
export interface MeasuredText {
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** `GET /metrics` for Prometheus, which sends the admin token as it sends any bearer token. */
export const metricsRoute =
  ({ text, contentType }: MeasuredText) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/metrics', async (_request, reply) => reply.type(contentType).send(await text()))
  }
