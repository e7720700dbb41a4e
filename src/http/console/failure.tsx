import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { toFailure, unexpectedFailure } from '../shared/failure.ts'
import { deriveCsrfToken } from './csrf.ts'
import { renderPage } from './layout.tsx'
import { readTheme } from './shared/theme.ts'

/** Sends an error page. */
export const sendFailure = (
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const failure = toFailure(error)
  if (failure === undefined) {
    request.log.error({ err: error }, 'unexpected error: a console page failed with status 500')
  }
  const { status, message } = failure ?? unexpectedFailure
  const title = STATUS_CODES[status] ?? 'Error'
  const { session } = request
  const frame = {
    title,
    theme: request.cookies === undefined ? 'auto' : readTheme(request),
    formToken: session ? deriveCsrfToken(session) : '',
    path: '/',
    problem: message,
  } as const
  const content = (
    <>
      <h1>{title}</h1>
      <p>
        <a href={session ? '/' : '/sign-in'}>{session ? 'Go to the overview' : 'Sign in'}</a>
      </p>
    </>
  )
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(frame, content))
}
