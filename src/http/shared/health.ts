import type { FastifyPluginAsync } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requires no credentials. */
    public?: boolean
  }
}

/** `/healthz`: the process responds. `/readyz`: the database responds too. On both listeners, without credentials. */
export const healthRoutes: FastifyPluginAsync<{ readonly ready: () => Promise<boolean> }> = async (
  app,
  { ready },
) => {
  const quiet = { config: { public: true }, logLevel: 'warn' } as const

  app.get('/healthz', quiet, async () => ({ status: 'ok' }))

  app.get('/readyz', quiet, async (_request, reply) => {
    const isReady = await ready().catch(() => false)
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'unavailable' })
  })
}
