/** The exceptions of the service and their HTTP statuses: AWS developer guide, error tables. */
export const exceptions = {
  ValidationException: 400,
  UnauthorizedException: 401,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
  NotImplementedException: 501,
  // For requests that are rejected before they reach an operation. The service's own names are not known.
  RequestTimeoutException: 408,
  RequestHeaderSectionTooLargeException: 431,
  // Of the Identity Store API only, whose responses have statuses of their own.
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
  UnknownOperationException: 400,
  SerializationException: 400,
  ServiceQuotaExceededException: 400,
} as const

export type ExceptionName = keyof typeof exceptions
