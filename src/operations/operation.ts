import type { Dialect } from '../identity-center/dialect.ts'
import type { Finding } from '../identity-center/rule.ts'
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

/** One request, authenticated and routed, its body still as it came. */
export interface Call {
  /** The door that it came through: what it writes is marked so. */
  readonly origin: Origin
  readonly identityStoreId: string
  /** Empty where provisioning is disabled, which closes only the door of SCIM. */
  readonly tenantId: string
  readonly dialect: Dialect
  /** The `{id}` of the path, percent-decoded; empty where the route has none. */
  readonly id: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  readonly method: string
  readonly userAgent: string | undefined
  /** The SCIM endpoint that the client sees, without a slash at its end. */
  readonly endpoint: () => string
  /** Whether the path held `//` before it was routed. */
  readonly doubledSlash: boolean
  /** The event of this call, were it answered so: what an operation changes commits together with it. */
  readonly buildEvent: (answer: Answer) => EventRow
}

/** What a request that is not refused is answered with. */
export interface Answer {
  readonly status: 200 | 201 | 204
  /** JSON text; none with 204. */
  readonly body?: string
  /** Warnings. */
  readonly findings: readonly Finding[]
}

/** What an operation may use of the world. */
export interface Dependencies {
  readonly store: Store
  /** The server's clock; the only source of time. */
  readonly now: () => Date
  /** `count` bytes that nobody can guess; the only source of randomness. */
  readonly randomBytes: (count: number) => Uint8Array
}

/** Answers, or throws a Refusal. */
export type Operation = (call: Call, dependencies: Dependencies) => Promise<Answer>
