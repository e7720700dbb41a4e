/** Ends a command with exit code 1 after it has printed its result: the answer to its question is no. */
export class NegativeResult extends Error {
  constructor() {
    super('the answer is no')
    this.name = 'AnswerIsNo'
  }
}
