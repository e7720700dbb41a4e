/** A request that the console will not follow, and why. */
export class ConsoleError extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.name = 'Misled'
    this.statusCode = statusCode
  }
}
