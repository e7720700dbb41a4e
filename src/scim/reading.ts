import type { Json, JsonObject, Location } from './resource.ts'

/** How a body deviates from the schema, although it can be read. Rules decide whether to refuse, warn or ignore. */
export type DeviationKind =
  | 'type-mismatch' // a value of a type that the schema does not allow; left out of the resource
  | 'unsupported-attribute' // an attribute that the service names as unsupported; left out
  | 'unsupported-sub-attribute' // display of a plural value, manager.displayName; left out
  | 'groups-sent' // a non-empty `groups` in a user; left out
  | 'unknown-attribute' // in no schema; left out
  | 'unknown-schema' // a URN in `schemas` that is not of the resource type
  | 'string-boolean' // "True" for true; read as the boolean
  | 'null-value' // counts as missing: RFC 7643, section 2.5
  | 'attribute-case' // the name in other case than the schema's; accepted: RFC 7643, section 2.1
  | 'duplicate-attribute' // several spellings of one name; the schema's own counts, else the last

export interface Deviation {
  readonly kind: DeviationKind
  readonly location: Location
  readonly value?: unknown
}

/** The result of reading the body of a resource. */
export interface Reading<Resource> {
  /** The stored attributes: canonical names, the schema's order, no null, no empty list or object. */
  readonly resource: Resource
  /** The `id` in the body, if it is not empty. */
  readonly id: string | undefined
  readonly deviations: readonly Deviation[]
  /** The JSON pointer (RFC 6901) in the body as sent, of a location in the resource; the nearest existing one. */
  readonly pointerOf: (location: Location) => string
}

/** A parsed attribute path: RFC 7644, section 3.10; names are resolved to the schema's own spelling. */
export interface AttributePath {
  /** The location in the resource: `['name']`, `[enterpriseUserUrn, 'manager']`, `[enterpriseUserUrn]`. */
  readonly attribute: Location
  readonly subAttribute?: string
  /** `[type eq "work"]`: selects values of a multi-valued attribute. */
  readonly valueFilter?: { readonly attribute: string; readonly value: string | boolean }
}

export type PatchErrorKind =
  | 'operations' // `Operations` is missing, empty or not a list of objects
  | 'op' // missing, or none of add, remove, replace
  | 'missing-path' // remove without a path
  | 'empty-path' // "path": ""
  | 'bad-path' // not a path, or of an attribute that does not exist; without a path: a name not spelled exactly
  | 'bad-value-filter' // not `attribute eq value` in the brackets
  | 'missing-value' // add or replace without a value
  | 'pathless-value' // no path, and the value is not an object

/** An error in a PATCH message, with its location in the RFC's spelling: `['Operations', 0, 'path']`. */
export interface PatchError {
  readonly kind: PatchErrorKind
  readonly location: Location
  readonly value?: unknown
}

/** One parsed operation of a PATCH: RFC 7644, section 3.5.2. */
export interface PatchOperation {
  /** Its index in `Operations`, from 0. */
  readonly index: number
  readonly op: 'add' | 'remove' | 'replace'
  /** Undefined if the operation has no path; then `value` is an object of attributes. */
  readonly path?: AttributePath
  readonly value?: Json
}

export interface PatchReading {
  readonly operations: readonly PatchOperation[]
  readonly errors: readonly PatchError[]
}

/** The result of a PATCH, as JSON that must still be read like a body. */
export interface PatchResult {
  readonly resource: JsonObject
  /** The location in the PATCH message that set a location of the result; `['Operations']` if none did. */
  readonly placeOf: (location: Location) => Location
}

/** One change to the members of a group by a PATCH. */
export interface MembershipChange {
  /** `clear` empties the group (remove without a value, and the first half of a replace). */
  readonly change: 'add' | 'remove' | 'clear'
  /** Undefined with `clear`, and if the member has no usable `value`. */
  readonly userId?: string
  readonly op: PatchOperation['op']
  readonly location: Location
  /** Whether the value of a replace or remove of all members is missing or an empty list. */
  readonly withoutValue?: boolean
}

/** RFC 7644, section 3.4.2.2, complete. `identity-center/filters.ts` has what the service supports of it. */
export type Filter =
  | {
      readonly kind: 'comparison'
      readonly attribute: string
      readonly operator: 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le' | 'pr'
      readonly value?: string | number | boolean | null
    }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter }
  | { readonly kind: 'value-path'; readonly attribute: string; readonly filter: Filter }
