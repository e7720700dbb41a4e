/** The program cannot start, or go on, for a reason that its user can mend. The message is for people and all there is to say. */
export class StartFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartFailure'
  }
}
