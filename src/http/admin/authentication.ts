import type { FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type TokenVerifier, tooManyAttemptsText } from '../shared/token-attempts.ts'
import { closeOnRevocation } from './close-on-revocation.ts'
import { sendProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A path of the console. It requires a session instead of the admin token. */
    console?: boolean
  }
  interface FastifyRequest {
    /** How long a client that sent wrong tokens is told to wait; 0 for other clients. */
    waitSeconds: number
  }
}

/** Options of @fastify/bearer-auth. Its own hook is not used, because it does not send problem details. */
export const bearerOptions = (verifyToken: TokenVerifier): FastifyBearerAuthOptions => ({
  keys: [],
  auth: async (token: string, request: FastifyRequest) => {
    const { isValid, waitSeconds } = await verifyToken(token, request.ip)
    request.waitSeconds = waitSeconds
    return isValid
  },
  addHook: false,
  specCompliance: 'rfc6749', // accepts the scheme Bearer in any case: RFC 9110, section 11.1
  verifyErrorLogLevel: 'debug',
})

/** Rejects every request without the admin token, even for unknown paths. Exceptions: health checks and the console. */
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
        if (config.isStream) closeOnRevocation(request, reply, isAdminToken)
        return done()
      }
      if (reply.statusCode !== 401) return done(error)
      const { waitSeconds } = request
      if (waitSeconds > 0) {
        reply.header('retry-after', waitSeconds)
        sendProblem(reply, 429, tooManyAttemptsText(waitSeconds))
        return
      }
      reply.header('www-authenticate', 'Bearer') // RFC 9110, section 15.5.2
      sendProblem(
        reply,
        401,
        'The admin token is missing or wrong. Send it in the header Authorization: Bearer <admin token>.',
      )
    })
  })
}
