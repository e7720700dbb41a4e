/** A request that the console rejects, and why. */
export class ConsoleError extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.name = 'ConsoleError'
    this.statusCode = statusCode
  }
}
