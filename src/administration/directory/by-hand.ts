import { eventOf, type Outcome } from '../../events/event-of.ts'
import { dialectOf } from '../../identity-center/dialect.ts'
import { Refusal } from '../../identity-center/errors.ts'
import { requestId, requestIdBytes } from '../../identity-center/identifiers.ts'
import type { HandOperationName } from '../../identity-center/logged-doors.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import type { Answer, Call, World } from '../../operations/operation.ts'
import type { Actor } from '../directory.ts'
import { requireStore } from '../identity-stores.ts'
import { refusedByRule } from '../refused.ts'
import { type Syncing, syncingOf } from './syncing.ts'

/** What somebody does by hand, as the request of the private listener that it is or could have been. */
export interface HandRequest {
  readonly operation: HandOperationName
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  /** Below the identity store: `/users/…`. */
  readonly path: string
  /** The user or group that it is done to; empty for a new one. */
  readonly id: string
  /** The body; undefined where there is none. */
  readonly sent?: unknown
  /** What the operation reads, where that is not just what was sent. */
  readonly body?: unknown
}

/** Does one thing by hand and leaves its event. Answers, or throws a RefusedByRule. */
export type ByHand = (
  identityStoreId: string,
  request: HandRequest,
  actor: Actor | undefined,
  operation: (call: Call, world: World, syncing: Syncing) => Promise<Answer>,
) => Promise<Answer>

const bytesOf = (value: unknown): Uint8Array =>
  value === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(value))

/** For the stores of this world; `asOf` is the epoch of those that name none. */
export const byHand =
  (world: World, asOf: EpochDate): ByHand =>
  async (
    identityStoreId,
    { operation: name, method, path, id, sent, body = sent },
    actor,
    operation,
  ) => {
    const row = await requireStore(world.store, identityStoreId)
    const dialect = dialectOf(row.settings, asOf)
    const at = world.now()
    const arrival = {
      origin: 'hand',
      requestId: actor?.requestId ?? requestId(world.randomBytes(requestIdBytes)),
      at,
      method,
      path: `/api/v1/identity-stores/${identityStoreId}${path}`,
      query: '',
      userAgent: actor?.userAgent,
      sourceIp: actor?.sourceIp,
      body: bytesOf(sent),
      announcedBytes: 0,
      identityStoreId,
      tenantId: null,
      tokenId: null,
      operation: name,
      id,
      bodyBytes: dialect.eventBodyBytes,
    } as const
    const eventOfOutcome = (outcome: Omit<Outcome, 'durationMs'>) =>
      eventOf(arrival, { ...outcome, durationMs: world.now().getTime() - at.getTime() })

    const call: Call = {
      origin: 'hand',
      identityStoreId,
      tenantId: row.tenantId ?? '',
      dialect,
      id,
      query: {},
      body: bytesOf(body),
      method,
      userAgent: actor?.userAgent,
      doubledSlash: false,
      endpoint: () => '', // no answer names it
      eventOf: ({ status, body: text, findings }) =>
        eventOfOutcome({ status, body: text, findings }),
    }
    try {
      return await operation(call, world, await syncingOf(world, row))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, findings } = error
      const refused = eventOfOutcome({ status, body: undefined, findings, refusal: error })
      await world.store.events.insert([refused])
      throw refusedByRule(error, arrival.requestId)
    }
  }
