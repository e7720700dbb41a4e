/*
 * The stream of events has one order, in which a follower sees each event once and misses none, over all servers.
 *
 * Sequence numbers alone do not give it: a transaction may draw a low number and commit late, after a follower has read
 * past it. The position of an event is therefore its transaction id, then its sequence number.
 *
 * For a follower an event is in one of two states:
 * - unfinished: its transaction, or one that started before it, is still running. The follower does not see it yet,
 *   even if it is committed.
 * - finished: every transaction that started before it has ended, so no event can appear before it any more. It is
 *   streamed. These are the events with a transaction id below `txid_snapshot_xmin(txid_current_snapshot())`.
 *
 * Trade-off: one long transaction, of any client of the database server, delays the stream until it ends. Lists do not
 * wait: they show all committed events, so a new event may appear below one that a list has shown.
 *
 * Failure: the ids of another server (a restored dump) do not compare with those of this one. `adopt-events.ts` moves
 * such events to the start.
 */

/** The position of an event. */
export interface EventPosition {
  readonly transactionId: number
  readonly sequence: number
}

/** Writes a position as a text for clients. */
export const positionText = ({ transactionId, sequence }: EventPosition): string =>
  `${transactionId}.${sequence}`

/** Parses a position. Undefined if the text is not one. */
export const parsePosition = (text: string): EventPosition | undefined => {
  const [, transactionId, sequence] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? []
  if (transactionId === undefined || sequence === undefined) return undefined
  return { transactionId: Number(transactionId), sequence: Number(sequence) }
}
