import type { FastifyRequest } from 'fastify'
import type { Dialect } from '../../identity-center/dialect.ts'
import { DatabaseUnavailable, Refusal } from '../../identity-center/errors.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import type { Law } from '../../identity-center/rule.ts'
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
  FST_ERR_BAD_URL: route,
  FST_ERR_MAX_PARAM_LENGTH: route,
}

/** Whether there was no token to look up at all. */
export const isAboutHeader = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_BEARER_AUTH_')

/** Turns everything thrown into what the client is told. What nobody foresaw is logged, and never shown. */
export const refusalFor = (error: unknown, request: FastifyRequest, dialect: Dialect): Refusal => {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const law = frameworkErrors[code]
  if (law !== undefined) return refusalOf(law, [{ location: [] }], dialect)
  if (error instanceof DatabaseUnavailable) {
    request.log.warn({ cause: String(error.cause) }, 'the database cannot be reached')
  } else {
    request.log.error({ err: error }, 'a defect of this server')
  }
  return refusalOf(internalFailure, [{ location: [] }], dialect)
}
