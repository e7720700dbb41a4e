/** The kinds of refusals of administrative requests. */
export type AdministrationErrorKind =
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'forbidden'
  | 'unavailable'

/** A refused administrative request. The message is for people: what failed, why, and what to do. */
export class AdministrationError extends Error {
  readonly kind: AdministrationErrorKind

  constructor(kind: AdministrationErrorKind, message: string) {
    super(message)
    this.name = 'AdministrationError'
    this.kind = kind
  }
}
