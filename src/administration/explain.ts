import { buildEvent } from '../events/build-event.ts'
import type { Outcome } from '../events/received-request.ts'
import { dialectOf } from '../identity-center/dialect.ts'
import { errorBody } from '../identity-center/error-body.ts'
import { Refusal } from '../identity-center/errors.ts'
import { Evaluation } from '../identity-center/evaluation.ts'
import { requestId, requestIdBytes } from '../identity-center/identifiers.ts'
import { bodyBytesMax } from '../identity-center/limits.ts'
import type { EpochDate } from '../identity-center/rule.ts'
import type { Settings } from '../identity-center/settings.ts'
import type { Answer, Call, Dependencies } from '../operations/operation.ts'
import { perform } from '../operations/perform.ts'
import { type Destination, findOperation, routeRefusal } from '../operations/route.ts'
import { hasDoubledSlash, queryValues, singleSlashes } from '../operations/target.ts'
import type { EventRow, StoredEvent } from '../store/event-types.ts'
import type { IdentityStoreRow } from '../store/store.ts'
import { parseAddress } from './requests/address.ts'
import { requireStore } from './stores/identity-stores.ts'

/** A request to explain, sent or hypothetical. */
export interface AskedRequest {
  readonly method: string
  /** A URL, an absolute path, or a path below the SCIM endpoint: `/Users/x`. */
  readonly path: string
  /** Without the question mark. Without it, the query of `path` is used. */
  readonly query?: string
  readonly userAgent?: string
  readonly body?: Uint8Array
}

/** A request to explain, and the store to explain it in. */
export interface Explanation {
  /** Without it: an empty store with default settings. */
  readonly identityStoreId?: string
  /** Settings that replace those of the store, one by one; the same for its rules. */
  readonly settings?: Settings
  readonly request: AskedRequest
}

/** Properties of the server that an explanation needs. */
export interface ExplainedServer {
  /** The epoch of stores without one. */
  readonly asOf: EpochDate
  /** Null if no server is running. */
  readonly endpointOf: (tenantId: string) => string | null
}

const emptyStore: Pick<IdentityStoreRow, 'id' | 'tenantId' | 'settings'> = {
  id: 'd-0000000000',
  tenantId: null,
  settings: {},
}
/** Replaces the tenant id while provisioning is disabled: an explanation does not depend on it. */
const placeholderTenantId = '00000000000-0000-0000-0000-000000000000'

/** The path below the SCIM endpoint and the query of `https://host/{tenant_id}/scim/v2//Users?count=5`. */
const targetOf = ({ path, query }: AskedRequest) => {
  const address = parseAddress(path) ?? { path, query: '' }
  return {
    path: singleSlashes(address.path),
    query: query ?? address.query,
    doubledSlash: hasDoubledSlash(path.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')),
  }
}

const stored = ({ resourceName: _, ...row }: EventRow): StoredEvent => ({ ...row, position: '' })

/**
 * The event that a request would leave if a client sent it now with a valid token: the response of the service and the
 * findings. This runs the real operation, so `dependencies.store` must be one that discards all writes.
 */
export const explain = async (
  dependencies: Dependencies,
  server: ExplainedServer,
  { identityStoreId, settings = {}, request }: Explanation,
): Promise<StoredEvent> => {
  const store =
    identityStoreId === undefined
      ? emptyStore
      : await requireStore(dependencies.store, identityStoreId)
  const rules = { ...store.settings.rules, ...settings.rules }
  const quotas = { ...store.settings.quotas, ...settings.quotas }
  const dialect = dialectOf({ ...store.settings, ...settings, rules, quotas }, server.asOf)
  const tenantId = store.tenantId ?? placeholderTenantId

  const target = targetOf(request)
  const method = request.method.toUpperCase()
  const destination = findOperation(method, target.path)
  const at = dependencies.now()
  const began = performance.now() // the server's clock may be set in the meantime
  const received = {
    requestId: requestId(dependencies.randomBytes(requestIdBytes)),
    at,
    method,
    path: request.path.replace(/[?#].*$/s, ''),
    query: target.query,
    userAgent: request.userAgent,
    sourceIp: undefined,
    body: request.body ?? new Uint8Array(),
    announcedBytes: 0,
    identityStoreId: identityStoreId ?? null,
    tenantId: store.tenantId,
    tokenId: null,
    operation: destination?.operation ?? null,
    id: destination?.id ?? '',
    bodyBytes: bodyBytesMax,
  }
  const eventOfOutcome = (outcome: Omit<Outcome, 'durationMs'>) =>
    buildEvent(received, { ...outcome, durationMs: Math.round(performance.now() - began) })
  const evaluation = new Evaluation(dialect)
  const eventOfAnswer = ({ status, body }: Answer) =>
    eventOfOutcome({ status, body, findings: evaluation.findings })

  const call: Omit<Call, 'id'> = {
    origin: 'scim',
    identityStoreId: store.id,
    tenantId,
    evaluation,
    query: queryValues(target.query),
    body: received.body,
    method,
    userAgent: request.userAgent,
    doubledSlash: target.doubledSlash,
    endpoint: () => server.endpointOf(tenantId) ?? `https://scim.amazonaws.com/${tenantId}/scim/v2`,
    buildEvent: eventOfAnswer,
  }
  try {
    return stored(eventOfAnswer(await answerOf(dependencies, call, destination, target.path)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, findings } = error
    const { errorEnvelope } = dialect.behaviors
    const body = errorBody(error, { requestId: received.requestId, at, errorEnvelope })
    return stored(eventOfOutcome({ status, body, findings, refusal: error }))
  }
}

const answerOf = (
  dependencies: Dependencies,
  call: Omit<Call, 'id'>,
  destination: Destination | undefined,
  path: string,
): Promise<Answer> => {
  if (destination === undefined) throw routeRefusal(call.method, path, call.evaluation)
  return perform(destination.operation, { ...call, id: destination.id }, dependencies)
}
