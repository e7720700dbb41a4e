import type { FastifyRequest } from 'fastify'
import type { Dialect } from '../../identity-center/dialect.ts'
import { DatabaseUnavailable, Refusal } from '../../identity-center/errors.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import type { Law } from '../../identity-center/rule.ts'
import {
  headerSize,
  httpSyntax,
  requestTime,
  requestWhole,
} from '../../identity-center/rules/http.ts'
import {
  bearerToken,
  internalFailure,
  requestSize,
  route,
} from '../../identity-center/rules/state.ts'

/** What the framework and its plugins throw, by code, in the service's terms. */
const frameworkErrors: Readonly<Record<string, Law>> = {
  FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER: bearerToken,
  FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER: bearerToken,
  FST_ERR_CTP_BODY_TOO_LARGE: requestSize,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: requestWhole,
  FST_ERR_BAD_URL: route,
  FST_ERR_MAX_PARAM_LENGTH: route,
}

/** What Node could not read, by its code. */
const unreadable: Readonly<Record<string, Law>> = {
  ERR_HTTP_REQUEST_TIMEOUT: requestTime,
  ERR_HTTP_CONNECT: route,
  HPE_HEADER_OVERFLOW: headerSize,
  HPE_INVALID_EOF_STATE: requestWhole,
}

/** What a request has broken that Node could not read. */
export const unreadableLaw = (code: string): Law => unreadable[code] ?? httpSyntax

/** What a request has broken whose body could not be read to its end. */
const lawOfBody = (code: string, { raw }: FastifyRequest): Law | undefined => {
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')) return unreadableLaw(code)
  return code === 'ECONNRESET' && raw.destroyed && !raw.complete ? requestWhole : undefined
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Whether there was no token to look up at all. */
export const isAboutHeader = (error: unknown): boolean =>
  codeOf(error).startsWith('FST_BEARER_AUTH_')

/** Turns everything thrown into what the client is told. What nobody foresaw is logged, and never shown. */
export const refusalFor = (error: unknown, request: FastifyRequest, dialect: Dialect): Refusal => {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  const law = frameworkErrors[code] ?? lawOfBody(code, request)
  if (law !== undefined) return refusalOf(law, [{ location: [] }], dialect)
  if (error instanceof DatabaseUnavailable) {
    request.log.warn({ cause: String(error.cause) }, error.message)
  } else {
    request.log.error({ err: error }, 'a defect of this server')
  }
  return refusalOf(internalFailure, [{ location: [] }], dialect)
}
