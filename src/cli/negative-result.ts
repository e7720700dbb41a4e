/** A command that has said all there is to say, and whose answer is no. */
export class NegativeResult extends Error {
  constructor() {
    super('the answer is no')
    this.name = 'AnswerIsNo'
  }
}
