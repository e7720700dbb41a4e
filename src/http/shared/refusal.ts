import type { FastifyRequest } from 'fastify'
import { DatabaseUnavailable, Refusal } from '../../identity-center/errors.ts'
import type { Evaluation } from '../../identity-center/evaluation.ts'
import type { Rule } from '../../identity-center/rule.ts'
import { bearerTokenValid } from '../../identity-center/rules/authentication.ts'
import { serverAvailable } from '../../identity-center/rules/availability.ts'
import { bodySizeMax } from '../../identity-center/rules/body.ts'
import {
  headerSizeMax,
  httpSyntax,
  requestComplete,
  requestTimeMax,
} from '../../identity-center/rules/http.ts'
import { endpointExists } from '../../identity-center/rules/routing.ts'
import { errorCode } from '../../lib/error-code.ts'

/** The rules for errors of Fastify and its plugins, by error code. */
const frameworkErrors: Readonly<Record<string, Rule>> = {
  FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER: bearerTokenValid,
  FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER: bearerTokenValid,
  FST_ERR_CTP_BODY_TOO_LARGE: bodySizeMax,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: requestComplete,
  FST_ERR_BAD_URL: endpointExists,
  FST_ERR_MAX_PARAM_LENGTH: endpointExists,
}

/** The rules for errors of Node's HTTP parser, by error code. */
const parserErrors: Readonly<Record<string, Rule>> = {
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeMax,
  ERR_HTTP_CONNECT: endpointExists,
  HPE_HEADER_OVERFLOW: headerSizeMax,
  HPE_INVALID_EOF_STATE: requestComplete,
}

/** The rule that a request violates which Node could not parse. */
export const unreadableRule = (code: string): Rule => parserErrors[code] ?? httpSyntax

/** The rule that a request violates whose body could not be read completely. */
const bodyRule = (code: string, { raw }: FastifyRequest): Rule | undefined => {
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')) return unreadableRule(code)
  return code === 'ECONNRESET' && raw.destroyed && !raw.complete ? requestComplete : undefined
}

/** Whether the request has no bearer token. */
export const isMissingToken = (error: unknown): boolean =>
  (errorCode(error) ?? '').startsWith('FST_BEARER_AUTH_')

/**
 * Turns a thrown error into a refusal, with the warnings that the evaluation of the request has so far. An unexpected
 * error is logged, and its message is not sent.
 */
export const toRefusal = (
  error: unknown,
  request: FastifyRequest,
  evaluation: Evaluation,
): Refusal => {
  if (error instanceof Refusal) return error
  const code = errorCode(error) ?? ''
  const rule = frameworkErrors[code] ?? bodyRule(code, request)
  if (rule !== undefined) return evaluation.refusal(rule)
  if (error instanceof DatabaseUnavailable) {
    request.log.warn({ cause: String(error.cause) }, error.message)
  } else {
    request.log.error({ err: error }, 'unexpected error: the request failed with status 500')
  }
  return evaluation.refusal(serverAvailable)
}
