/** Why something that was asked of the administration is not done. */
export type AdministrationErrorKind =
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'forbidden'
  | 'unavailable'

/** Something that the administration will not do, said in one sentence for people. */
export class AdministrationError extends Error {
  readonly kind: AdministrationErrorKind

  constructor(kind: AdministrationErrorKind, message: string) {
    super(message)
    this.name = 'AdministrationError'
    this.kind = kind
  }
}
