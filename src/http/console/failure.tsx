import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import {
  AdministrationError,
  type AdministrationErrorKind,
} from '../../administration/administration-error.ts'
import { DatabaseUnavailable } from '../../identity-center/errors.ts'
import { formTokenOf } from './forgery.ts'
import { renderPage } from './layout.tsx'
import { themeOf } from './theme.ts'

const statuses = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
} as const satisfies Record<AdministrationErrorKind, number>

const sentence = (message: string) => (message.endsWith('.') ? message : `${message}.`)

/** What somebody is told of whatever was thrown; undefined for a defect, of which only the log says more. */
export const failureOf = (
  error: FastifyError | Error,
): { readonly status: number; readonly message: string } | undefined => {
  const { message } = error
  if (error instanceof AdministrationError) return { status: statuses[error.kind], message }
  if (error instanceof DatabaseUnavailable) {
    return { status: 503, message: 'The database cannot be reached at present.' }
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, message: sentence(message) }
  }
  return undefined
}

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
  const { status, message } = failure ?? {
    status: 500,
    message: 'This is a fault of the server; its log says more.',
  }
  const title = STATUS_CODES[status] ?? 'Problem'
  const { session } = request
  const around = {
    title,
    theme: request.cookies === undefined ? 'auto' : themeOf(request),
    formToken: session ? formTokenOf(session) : '',
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
