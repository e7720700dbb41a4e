/** The program cannot start or continue, for a reason that the operator can remove. The message is complete, for people. */
export class StartFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFailure'
  }
}
