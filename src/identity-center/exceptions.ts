/** The exceptions of the service and the status each is answered with: AWS developer guide, error tables. */
export const exceptions = {
  ValidationException: 400,
  UnauthorizedException: 401,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
  NotImplementedException: 501,
  // Of requests that the front of a server turns away; the service's own words for them are not known.
  RequestTimeoutException: 408,
  RequestHeaderSectionTooLargeException: 431,
  // Of the Identity Store API alone, whose answers have statuses of their own.
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
  UnknownOperationException: 400,
  SerializationException: 400,
  ServiceQuotaExceededException: 400,
} as const

export type ExceptionName = keyof typeof exceptions
