/** The place of an event: the transaction that it was written in, and its number within all events. */
export interface EventPosition {
  readonly transactionId: number
  readonly sequence: number
}

/** The text by which others know the place. */
export const positionText = ({ transactionId, sequence }: EventPosition): string =>
  `${transactionId}.${sequence}`

/** The place that a text stands for; none for a text that never came from here. */
export const parsePosition = (text: string): EventPosition | undefined => {
  const [, transactionId, sequence] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? []
  if (transactionId === undefined || sequence === undefined) return undefined
  return { transactionId: Number(transactionId), sequence: Number(sequence) }
}
