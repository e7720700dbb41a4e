import type { JsonObject } from '../../scim/resource.ts'
import type { Refusal } from '../errors.ts'
import type { ExceptionName } from '../exceptions.ts'
import { genericText } from '../texts.ts'

/** Exceptions of AWS's shared front end, whose bodies have `message` in lower case. */
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

/** Exceptions that SCIM does not have. */
const ownExceptions: Readonly<Record<string, ExceptionName>> = {
  'user-quota': 'ServiceQuotaExceededException',
  'group-quota': 'ServiceQuotaExceededException',
}

/** The exception of a refusal in the Identity Store API. */
export const apiException = ({ exception, findings }: Refusal): ExceptionName =>
  ownExceptions[findings[0]?.ruleId ?? ''] ?? exception

/** 400 for client errors (our decision, as elsewhere in AWS JSON 1.1), except for authentication and authorization. */
const statusOf = (refusal: Refusal): number =>
  refusal.status === 403 || refusal.status === 500 ? refusal.status : 400

/** The text for the client: the service's, if it is known, else the rule. */
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
