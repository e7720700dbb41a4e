import type { JsonObject } from '../../scim/resource.ts'
import type { Refusal } from '../errors.ts'
import type { ExceptionName } from '../exceptions.ts'
import { genericText } from '../texts.ts'

/** Exceptions of AWS's front, which stand before every API and write `message` small. */
const common: readonly ExceptionName[] = [
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'UnknownOperationException',
  'SerializationException',
]

const resourceTypes: Readonly<Record<string, string>> = {
  'user-exists': 'USER',
  'member-exists': 'USER',
  'group-exists': 'GROUP',
  'group-membership-exists': 'GROUP_MEMBERSHIP',
  'api-identity-store-exists': 'IDENTITY_STORE',
}

/** What SCIM has no exception for. */
const ownExceptions: Readonly<Record<string, ExceptionName>> = {
  'user-quota': 'ServiceQuotaExceededException',
  'group-quota': 'ServiceQuotaExceededException',
}

/** The exception that a refusal is in the terms of the Identity Store API. */
export const apiException = ({ exception, findings }: Refusal): ExceptionName =>
  ownExceptions[findings[0]?.ruleId ?? ''] ?? exception

/** Client errors are 400 (our decision, as everywhere in AWS JSON 1.1), but those of who is calling. */
const statusOf = (refusal: Refusal): number =>
  refusal.status === 403 || refusal.status === 500 ? refusal.status : 400

/** What the client is told: the service's words where there are any, else what the law says. */
export const apiMessage = ({ logged, findings }: Refusal): string =>
  logged === genericText ? (findings[0]?.sentence ?? logged) : logged

const details = (
  exception: ExceptionName,
  { findings, retryAfterSeconds }: Refusal,
): JsonObject => {
  const [first] = findings
  switch (exception) {
    case 'ConflictException':
      return {
        Reason:
          first?.ruleId === 'api-revision-current'
            ? 'CONCURRENT_MODIFICATION'
            : 'UNIQUENESS_CONSTRAINT_VIOLATION',
      }
    case 'ResourceNotFoundException': {
      const isId = /^(?:d-)?[0-9A-Fa-f-]{10,47}$/.test(first?.value ?? '')
      return {
        ResourceType: resourceTypes[first?.ruleId ?? ''],
        ...(isId && { ResourceId: first?.value }),
      }
    }
    case 'ThrottlingException':
      return { RetryAfterSeconds: retryAfterSeconds }
    default:
      return {}
  }
}

/** The status and body of a refusal: AWS JSON 1.1, and the exceptions of the Identity Store API. */
export const errorAnswer = (
  refusal: Refusal,
  requestId: string,
): { readonly status: number; readonly body: string } => {
  const exception = apiException(refusal)
  const message = apiMessage(refusal)
  const body = common.includes(exception)
    ? { __type: exception, message }
    : {
        __type: exception,
        Message: message,
        RequestId: requestId,
        ...details(exception, refusal),
      }
  return { status: statusOf(refusal), body: JSON.stringify(body) }
}
