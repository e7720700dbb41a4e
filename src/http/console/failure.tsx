import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { defect, failureOf } from '../shared/failure.ts'
import { csrfTokenOf } from './csrf.ts'
import { renderPage } from './layout.tsx'
import { themeOf } from './shared/theme.ts'

/** Sends a page that says why there is none. */
export const sendFailure = (
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const failure = failureOf(error)
  if (failure === undefined) {
    request.log.error({ err: error }, 'a defect: this page should have been shown')
  }
  const { status, message } = failure ?? defect
  const title = STATUS_CODES[status] ?? 'Problem'
  const { session } = request
  const around = {
    title,
    theme: request.cookies === undefined ? 'auto' : themeOf(request),
    formToken: session ? csrfTokenOf(session) : '',
    path: '/',
    problem: message,
  } as const
  const content = (
    <>
      <h1>{title}</h1>
      <p>
        <a href={session ? '/' : '/sign-in'}>{session ? 'To the overview' : 'Sign in'}</a>
      </p>
    </>
  )
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(around, content))
}
