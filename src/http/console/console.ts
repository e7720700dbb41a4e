import cookie from '@fastify/cookie'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import { assetRoutes } from '../assets.ts'
import { ConsoleError } from './console-error.ts'
import type { ConsoleOptions } from './console-options.ts'
import { isSameOrigin, requireCsrfToken } from './csrf.ts'
import { eventStreamRoutes } from './events/stream-routes.tsx'
import { sendFailure } from './failure.tsx'
import { isOwnHost } from './host.ts'
import { pageRoutes } from './page-routes.ts'
import { formTokenField } from './parts/form.tsx'
import { securityHeaders } from './security-headers.ts'
import { findSession } from './session.ts'
import { themeRoute } from './shared/theme.ts'
import { signInRoutes } from './sign-in.tsx'
import { snapshotFileRoutes } from './snapshot-files.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads its form as a stream, and checks the CSRF token itself. */
    streamsForm?: boolean
  }
}

/** The fields of a posted form; empty if the body is not a form. */
const formFields = (body: unknown) =>
  body instanceof URLSearchParams ? body : new URLSearchParams()

/**
 * The console. Without a session, it shows only the sign-in page. It accepts only forms that it sent to this session.
 */
export const consoleRoutes =
  (options: ConsoleOptions): FastifyPluginAsync =>
  async (app) => {
    const { access, adminHost } = options
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, console: true }
    })
    await app.register(cookie)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, text, done) => done(null, new URLSearchParams(text.toString())),
    )
    app.decorateRequest('session', '')
    app.setErrorHandler<FastifyError>((error, request, reply) => sendFailure(error, request, reply))

    app.addHook('onRequest', async (request, reply) => {
      reply.headers(securityHeaders)
      if (!isOwnHost(request, adminHost)) {
        throw new ConsoleError(
          421, // RFC 9110, section 15.5.20
          'The console does not accept this host name. Open it as localhost or by IP address, or start the server with --admin-host and this name.',
        )
      }
      if (!isSameOrigin(request)) {
        throw new ConsoleError(
          403,
          'Nothing was changed, because another website sent this request. Open the console and try again.',
        )
      }
      request.session = await findSession(access, request)
      if (request.session !== '' || request.routeOptions.config.withoutSession) return
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new ConsoleError(
          401,
          'Nothing was changed, because you are not signed in or your session has expired. Sign in and try again.',
        )
      }
      const to = request.url === '/' ? '' : `?${new URLSearchParams({ to: request.url })}`
      return reply.redirect(`/sign-in${to}`, 303)
    })

    app.addHook('preHandler', async ({ session, method, body, routeOptions }) => {
      if (method !== 'POST' || session === '' || routeOptions.config.streamsForm) return
      requireCsrfToken(session, formFields(body).get(formTokenField))
    })

    app.register(assetRoutes)
    app.register(signInRoutes(options))
    app.register(themeRoute)
    app.register(eventStreamRoutes(options))
    app.register(pageRoutes(options))
    app.register(snapshotFileRoutes(options.administration))
  }
