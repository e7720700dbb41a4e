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

/** What the framework and its plugins throw, by code, in the service's terms. */
const frameworkErrors: Readonly<Record<string, Rule>> = {
  FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER: bearerTokenValid,
  FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER: bearerTokenValid,
  FST_ERR_CTP_BODY_TOO_LARGE: bodySizeMax,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: requestComplete,
  FST_ERR_BAD_URL: endpointExists,
  FST_ERR_MAX_PARAM_LENGTH: endpointExists,
}

/** What Node could not read, by its code. */
const unreadable: Readonly<Record<string, Rule>> = {
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeMax,
  ERR_HTTP_CONNECT: endpointExists,
  HPE_HEADER_OVERFLOW: headerSizeMax,
  HPE_INVALID_EOF_STATE: requestComplete,
}

/** What a request has broken that Node could not read. */
export const unreadableRule = (code: string): Rule => unreadable[code] ?? httpSyntax

/** What a request has broken whose body could not be read to its end. */
const ruleOfBody = (code: string, { raw }: FastifyRequest): Rule | undefined => {
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')) return unreadableRule(code)
  return code === 'ECONNRESET' && raw.destroyed && !raw.complete ? requestComplete : undefined
}

/** Whether there was no token to look up at all. */
export const isAboutHeader = (error: unknown): boolean =>
  (errorCode(error) ?? '').startsWith('FST_BEARER_AUTH_')

/**
 * Turns everything thrown into a refusal, with the warnings that the evaluation of the request has so far. What nobody
 * foresaw is logged, and never shown.
 */
export const refusalFor = (
  error: unknown,
  request: FastifyRequest,
  evaluation: Evaluation,
): Refusal => {
  if (error instanceof Refusal) return error
  const code = errorCode(error) ?? ''
  const rule = frameworkErrors[code] ?? ruleOfBody(code, request)
  if (rule !== undefined) return evaluation.refusal(rule)
  if (error instanceof DatabaseUnavailable) {
    request.log.warn({ cause: String(error.cause) }, error.message)
  } else {
    request.log.error({ err: error }, 'a defect of this server')
  }
  return evaluation.refusal(serverAvailable)
}
