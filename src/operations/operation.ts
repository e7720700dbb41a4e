import type { Evaluation } from '../identity-center/evaluation.ts'
import type { EventRow } from '../store/event-types.ts'
import type { Origin, Store } from '../store/store.ts'

/** The operations of the guide: AWS user guide, logging SCIM calls with CloudTrail. */
export const operationNames = [
  'CreateUser',
  'GetUser',
  'ListUsers',
  'PutUser',
  'PatchUser',
  'DeleteUser',
  'CreateGroup',
  'GetGroup',
  'ListGroups',
  'PatchGroup',
  'DeleteGroup',
  'ServiceProviderConfig',
  'ListResourceTypes',
  'ListSchemas',
  'GetSchema',
] as const

export type OperationName = (typeof operationNames)[number]

/** One request, authenticated and routed, its body not yet parsed. */
export interface Call {
  /** The API that received it; rows that it writes are marked with it. */
  readonly origin: Origin
  readonly identityStoreId: string
  /** Empty where provisioning is disabled; then only the SCIM API is closed. */
  readonly tenantId: string
  /** Has the store's dialect and collects the findings of this request. */
  readonly evaluation: Evaluation
  /** The `{id}` of the path, percent-decoded; empty where the route has none. */
  readonly id: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  readonly method: string
  readonly userAgent: string | undefined
  /** The SCIM endpoint as the client sees it, without a slash at its end. */
  readonly endpoint: () => string
  /** Whether the path contained `//` before it was routed. */
  readonly doubledSlash: boolean
  /**
   * The event of this call with this answer and the findings so far. An operation that writes passes it to the store,
   * which commits both together.
   */
  readonly buildEvent: (answer: Answer) => EventRow
}

/** The response to a request that is not refused. Its warnings are in the evaluation of the call. */
export interface Answer {
  readonly status: 200 | 201 | 204
  /** JSON text; none with 204. */
  readonly body?: string
}

/** What an operation needs from outside. */
export interface Dependencies {
  readonly store: Store
  /** The server's clock; the only source of time. */
  readonly now: () => Date
  /** `count` unpredictable bytes; the only source of randomness. */
  readonly randomBytes: (count: number) => Uint8Array
}

/** Answers, or throws a Refusal. */
export type Operation = (call: Call, dependencies: Dependencies) => Promise<Answer>
