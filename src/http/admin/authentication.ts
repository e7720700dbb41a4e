import type { FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type TokenJudge, tooManyText } from '../shared/token-attempts.ts'
import { closeOnRevocation } from './close-on-revocation.ts'
import { sendProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route authenticates by a session of the console, not by the admin token. */
    console?: boolean
  }
  interface FastifyRequest {
    /** How long whoever sent a wrong token is told to wait; 0 for all others. */
    waitSeconds: number
  }
}

/** How @fastify/bearer-auth is told to judge: it adds no hook, because its own one answers in another form. */
export const bearerOptions = (judge: TokenJudge): FastifyBearerAuthOptions => ({
  keys: [],
  auth: async (token: string, request: FastifyRequest) => {
    const { isRight, waitSeconds } = await judge(token, request.ip)
    request.waitSeconds = waitSeconds
    return isRight
  },
  addHook: false,
  specCompliance: 'rfc6749', // the word Bearer in any case: RFC 9110, section 11.1
  verifyErrorLogLevel: 'debug',
})

/** Refuses every request without the admin token, unknown paths too; health is asked without, the console has sessions. */
export const requireAdminToken = (
  app: FastifyInstance,
  isAdminToken: (token: string) => Promise<boolean>,
) => {
  app.decorateRequest('waitSeconds', 0)
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { config } = request.routeOptions
    if (config.public || config.console) return done()
    app.verifyBearerAuth?.(request, reply, (error) => {
      if (error === undefined) {
        if (config.lasting) closeOnRevocation(request, reply, isAdminToken)
        return done()
      }
      if (reply.statusCode !== 401) return done(error)
      const { waitSeconds } = request
      if (waitSeconds > 0) {
        reply.header('retry-after', waitSeconds)
        sendProblem(reply, 429, tooManyText(waitSeconds))
        return
      }
      reply.header('www-authenticate', 'Bearer') // RFC 9110, section 15.5.2
      sendProblem(
        reply,
        401,
        'This needs the admin token of the server, as Authorization: Bearer <admin token>.',
      )
    })
  })
}
