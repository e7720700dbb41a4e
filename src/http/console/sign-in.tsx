import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleAccess } from '../../administration/console-access.ts'
import { type TokenJudge, tooManyText } from '../shared/token-attempts.ts'
import { renderPage } from './layout.tsx'
import { Form } from './parts/form.tsx'
import { endSession, keepSession } from './session.ts'
import { ownPath } from './shared/own-path.ts'
import { themeOf } from './shared/theme.ts'

interface SignInOptions {
  readonly access: ConsoleAccess
  readonly judgeToken: TokenJudge
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
      What SCIM_ADMIN_TOKEN says, or what the file <code>admin-token</code> in the data directory
      holds.
    </p>
    <button type="submit" class="primary">
      Sign in
    </button>
  </Form>
)

/** The link is used up by the button alone: programs that look at links ahead of people press none. */
const LinkForm = ({ link }: { readonly link: string }) => (
  <Form action="/sign-in" class="stack">
    <input type="hidden" name="link" value={link} />
    <p>This link signs you in once, within an hour of the server's start.</p>
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
  const around = { title: 'Sign in', theme: themeOf(request), formToken: '', path: '/', problem }
  const content = (
    <section class="card sign-in">
      <h1>Sign in</h1>
      {link ? <LinkForm link={link} /> : <TokenForm to={to} />}
    </section>
  )
  return reply.type('text/html; charset=utf-8').send(renderPage(around, content))
}

/** Signing in, by the admin token or by a link, and out. */
export const signInRoutes =
  ({ access, judgeToken }: SignInOptions): FastifyPluginAsync =>
  async (app) => {
    app.get('/sign-in', { config: { signedOut: true } }, (request, reply) => {
      const { searchParams } = new URL(request.url, 'http://console')
      const to = ownPath(searchParams.get('to'))
      if (request.session !== '') return reply.redirect(to, 303)
      return sendSignIn(request, reply, { link: searchParams.get('link'), to })
    })

    app.post<{ Body: URLSearchParams | undefined }>(
      '/sign-in',
      { config: { signedOut: true } },
      async (request, reply) => {
        const form = request.body ?? new URLSearchParams()
        const to = ownPath(form.get('to'))
        const link = form.get('link')
        if (link !== null) {
          const opened = await access.followLink(link)
          if (opened === undefined) {
            const problem =
              'This link was used before, or is older than an hour. Sign in with the admin token, or start the server again for a new link.'
            return sendSignIn(request, reply.code(403), { problem })
          }
          return keepSession(request, reply, opened).redirect('/', 303)
        }
        const { isRight, waitSeconds } = await judgeToken(form.get('token') ?? '', request.ip)
        if (waitSeconds > 0) {
          const late = reply.code(429).header('retry-after', waitSeconds)
          return sendSignIn(request, late, { to, problem: tooManyText(waitSeconds) })
        }
        if (!isRight) {
          return sendSignIn(request, reply.code(403), {
            to,
            problem: 'This is not the admin token.',
          })
        }
        return keepSession(request, reply, await access.openSession()).redirect(to, 303)
      },
    )

    app.post('/sign-out', async (request, reply) => {
      await endSession(access, request, reply)
      return reply.redirect('/sign-in', 303)
    })
  }
