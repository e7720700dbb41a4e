import type { FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './problem.ts'

/** How @fastify/bearer-auth is told to judge: it adds no hook, because its own one answers in another form. */
export const bearerOptions = (
  isAdminToken: (token: string) => Promise<boolean>,
): FastifyBearerAuthOptions => ({
  keys: [],
  auth: isAdminToken,
  addHook: false,
  specCompliance: 'rfc6749', // the word Bearer in any case: RFC 9110, section 11.1
  verifyErrorLogLevel: 'debug',
})

/** Refuses every request without the admin token, unknown paths too; health is asked without, the console has sessions. */
export const requireAdminToken = (app: FastifyInstance) => {
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { config } = request.routeOptions
    if (config.public || config.console) return done()
    app.verifyBearerAuth?.(request, reply, (error) => {
      if (error === undefined) return done()
      if (reply.statusCode !== 401) return done(error)
      reply.header('www-authenticate', 'Bearer') // RFC 9110, section 15.5.2
      sendProblem(
        reply,
        401,
        'This needs the admin token of the server, as Authorization: Bearer <admin token>.',
      )
    })
  })
}
