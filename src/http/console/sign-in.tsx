import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleAccess } from '../../administration/console-access.ts'
import { type TokenVerifier, tooManyAttemptsText } from '../shared/token-attempts.ts'
import { renderPage } from './layout.tsx'
import { Form } from './parts/form.tsx'
import { endSession, setSessionCookie } from './session.ts'
import { toLocalPath } from './shared/local-path.ts'
import { readTheme } from './shared/theme.ts'

interface SignInOptions {
  readonly access: ConsoleAccess
  readonly verifyToken: TokenVerifier
}

const TokenForm = ({ to }: { readonly to: string }) => (
  <Form action="/sign-in" class="stack">
    <input type="hidden" name="to" value={to} />
    <label for="token">Admin token</label>
    <input
      id="token"
      name="token"
      type="password"
      required
      autofocus
      autocomplete="current-password"
      aria-describedby="token-hint"
    />
    <p class="hint" id="token-hint">
      The value of <code>SCIM_ADMIN_TOKEN</code>, or the content of the file{' '}
      <code>admin-token</code> in the data directory.
    </p>
    <button type="submit" class="primary">
      Sign in
    </button>
  </Form>
)

/** Only the button uses up the link, so that link previews and virus scanners do not. */
const LinkForm = ({ link }: { readonly link: string }) => (
  <Form action="/sign-in" class="stack">
    <input type="hidden" name="link" value={link} />
    <p>This link works once, within one hour after the server started.</p>
    <button type="submit" class="primary" autofocus>
      Sign in
    </button>
    <p class="hint">
      Or <a href="/sign-in">sign in with the admin token</a>.
    </p>
  </Form>
)

const sendSignIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  { link, to = '/', problem }: { link?: string | null; to?: string; problem?: string },
) => {
  const frame = { title: 'Sign in', theme: readTheme(request), formToken: '', path: '/', problem }
  const content = (
    <section class="card sign-in">
      <h1>Sign in</h1>
      {link ? <LinkForm link={link} /> : <TokenForm to={to} />}
    </section>
  )
  return reply.type('text/html; charset=utf-8').send(renderPage(frame, content))
}

/** The routes that sign in, with the admin token or a link, and sign out. */
export const signInRoutes =
  ({ access, verifyToken }: SignInOptions): FastifyPluginAsync =>
  async (app) => {
    app.get('/sign-in', { config: { withoutSession: true } }, (request, reply) => {
      const { searchParams } = new URL(request.url, 'http://console')
      const to = toLocalPath(searchParams.get('to'))
      if (request.session !== '') return reply.redirect(to, 303)
      return sendSignIn(request, reply, { link: searchParams.get('link'), to })
    })

    app.post<{ Body: URLSearchParams | undefined }>(
      '/sign-in',
      { config: { withoutSession: true } },
      async (request, reply) => {
        const form = request.body ?? new URLSearchParams()
        const to = toLocalPath(form.get('to'))
        const link = form.get('link')
        if (link !== null) {
          const session = await access.followLink(link)
          if (session === undefined) {
            const problem =
              'This link was already used or has expired. Sign in with the admin token, or restart the server to get a new link.'
            return sendSignIn(request, reply.code(403), { problem })
          }
          return setSessionCookie(request, reply, session).redirect('/', 303)
        }
        const { isValid, waitSeconds } = await verifyToken(form.get('token') ?? '', request.ip)
        if (waitSeconds > 0) {
          const late = reply.code(429).header('retry-after', waitSeconds)
          return sendSignIn(request, late, { to, problem: tooManyAttemptsText(waitSeconds) })
        }
        if (!isValid) {
          return sendSignIn(request, reply.code(403), {
            to,
            problem: 'The admin token is wrong. Check it and try again.',
          })
        }
        return setSessionCookie(request, reply, await access.openSession()).redirect(to, 303)
      },
    )

    app.post('/sign-out', async (request, reply) => {
      await endSession(access, request, reply)
      return reply.redirect('/sign-in', 303)
    })
  }
