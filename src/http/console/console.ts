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
    /** It reads its form bit by bit, and sees to the form token itself. */
    readsForm?: boolean
  }
}

/** The fields of a form, as they were posted. */
const formOf = (body: unknown) => (body instanceof URLSearchParams ? body : new URLSearchParams())

/** The pages for people: nothing but sign-in without a session, and nothing is done that a page of ours did not ask for. */
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
          'The console is opened by an address, as localhost, or by the name that --admin-host gives.',
        )
      }
      if (!isSameOrigin(request)) {
        throw new ConsoleError(
          403,
          'This was asked for by a page of somebody else, so nothing was done.',
        )
      }
      request.session = await findSession(access, request)
      if (request.session !== '' || request.routeOptions.config.signedOut) return
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new ConsoleError(
          401,
          'Nothing was done: sign in first, or again where the session has ended.',
        )
      }
      const to = request.url === '/' ? '' : `?${new URLSearchParams({ to: request.url })}`
      return reply.redirect(`/sign-in${to}`, 303)
    })

    app.addHook('preHandler', async ({ session, method, body, routeOptions }) => {
      if (method !== 'POST' || session === '' || routeOptions.config.readsForm) return
      requireCsrfToken(session, formOf(body).get(formTokenField))
    })

    app.register(assetRoutes)
    app.register(signInRoutes(options))
    app.register(themeRoute)
    app.register(eventStreamRoutes(options))
    app.register(pageRoutes(options))
    app.register(snapshotFileRoutes(options.administration))
  }
