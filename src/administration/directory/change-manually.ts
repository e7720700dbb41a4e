import { buildEvent } from '../../events/build-event.ts'
import type { Outcome } from '../../events/received-request.ts'
import { dialectOf } from '../../identity-center/dialect.ts'
import { Refusal } from '../../identity-center/errors.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import { requestId, requestIdBytes } from '../../identity-center/identifiers.ts'
import type { ManualOperationName } from '../../identity-center/logged-apis.ts'
import type { EpochDate } from '../../identity-center/rule.ts'
import { encodeUtf8 } from '../../lib/utf8.ts'
import type { Answer, Call, Dependencies } from '../../operations/operation.ts'
import { refusedByRule } from '../shared/refused-by-rule.ts'
import { requireStore } from '../stores/identity-stores.ts'
import type { Actor } from './directory.ts'
import { loadProvisioningStatus, type ProvisioningStatus } from './provisioning-status.ts'

/** A manual change as a request to the private listener, also where a command makes it without one. */
export interface ManualRequest {
  readonly operation: ManualOperationName
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  /** Relative to the identity store: `/users/…`. */
  readonly path: string
  /** The user or group to change; empty for a new one. */
  readonly id: string
  /** The body; undefined where there is none. */
  readonly sent?: unknown
  /** The body that the operation reads, where it differs from the one that was sent. */
  readonly body?: unknown
}

/** Makes one manual change and stores its event, also where it is refused. Answers, or throws a RefusedByRule. */
export type ChangeManually = (
  identityStoreId: string,
  request: ManualRequest,
  actor: Actor | undefined,
  operation: (
    call: Call,
    dependencies: Dependencies,
    provisioning: ProvisioningStatus,
  ) => Promise<Answer>,
) => Promise<Answer>

const encodeJson = (value: unknown): Uint8Array =>
  value === undefined ? new Uint8Array() : encodeUtf8(JSON.stringify(value))

/** The manual changes of all identity stores; `asOf` is the epoch of stores whose settings have none. */
export const manualChanges =
  (dependencies: Dependencies, asOf: EpochDate): ChangeManually =>
  async (
    identityStoreId,
    { operation: name, method, path, id, sent, body = sent },
    actor,
    operation,
  ) => {
    const row = await requireStore(dependencies.store, identityStoreId)
    const evaluation = new Evaluation(dialectOf(row.settings, asOf))
    const at = dependencies.now()
    const received = {
      origin: 'manual',
      requestId: actor?.requestId ?? requestId(dependencies.randomBytes(requestIdBytes)),
      at,
      method,
      path: `/api/v1/identity-stores/${identityStoreId}${path}`,
      query: '',
      userAgent: actor?.userAgent,
      sourceIp: actor?.sourceIp,
      body: encodeJson(sent),
      announcedBytes: 0,
      identityStoreId,
      tenantId: null,
      tokenId: null,
      operation: name,
      id,
      bodyBytes: evaluation.dialect.eventBodyBytes,
    } as const
    const eventOfOutcome = (outcome: Omit<Outcome, 'durationMs'>) =>
      buildEvent(received, { ...outcome, durationMs: dependencies.now().getTime() - at.getTime() })

    const call: Call = {
      origin: 'manual',
      identityStoreId,
      tenantId: row.tenantId ?? '',
      evaluation,
      id,
      query: {},
      body: encodeJson(body),
      method,
      userAgent: actor?.userAgent,
      doubledSlash: false,
      endpoint: () => '', // not part of these answers
      buildEvent: ({ status, body: text }) =>
        eventOfOutcome({ status, body: text, findings: evaluation.findings }),
    }
    try {
      return await operation(call, dependencies, await loadProvisioningStatus(dependencies, row))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, findings } = error
      const refused = eventOfOutcome({ status, body: undefined, findings, refusal: error })
      await dependencies.store.events.insert([refused])
      throw refusedByRule(error, received.requestId)
    }
  }
