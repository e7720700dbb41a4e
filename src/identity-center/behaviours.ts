/** Dated choices of the service that are no refusals: architecture, 4.9. The variants in force at one epoch. */
export interface Behaviours {
  /** Error bodies: `schema` alone, or `schema` and `schemas` with request id and time stamp. */
  readonly errorEnvelope: 'schema' | 'schema-and-schemas'
  /** Whether a 400 carries the reason or always the generic sentence. */
  readonly errorTexts: 'generic' | 'specific'
  readonly lists: { readonly pageSize: 50 | 100; readonly cursors: boolean }
  /** Classic ids start with the identity store's 10 hex digits. */
  readonly resourceIds: 'prefixed' | 'bare'
  readonly replaceMembers: 'replace' | 'refuse'
  /** Replace of all members by an empty list or no value. */
  readonly replaceMembersByNothing: 'clear' | 'no-effect' | 'refuse'
  /** Remove of members without a value. */
  readonly removeAllMembers: 'clear' | 'refuse'
  readonly quotas: { readonly users: number; readonly groups: number }
  /** Calls of one operation in a second. */
  readonly rates: { readonly writes: number; readonly reads: number }
}
