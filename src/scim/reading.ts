import type { Json, JsonObject, Location } from './resource.ts'

/** What was odd about a body, yet could be read. Rules decide whether it is refused, warned of or passed over. */
export type DeviationKind =
  | 'type-mismatch' // a value of a type that the schema does not allow; left out of the resource
  | 'unsupported-attribute' // an attribute that the service names as unsupported; left out
  | 'unsupported-sub-attribute' // display of a plural value, manager.displayName; left out
  | 'groups-sent' // a non-empty `groups` in a user; left out
  | 'unknown-attribute' // in no schema; left out
  | 'unknown-schema' // a URN in `schemas` that is none of ours
  | 'string-boolean' // "True" for true; taken as the boolean
  | 'null-value' // taken as absent: RFC 7643, section 2.5
  | 'attribute-case' // the name in another case than the schema's; taken: RFC 7643, section 2.1
  | 'duplicate-attribute' // several spellings of one name; the schema's own is taken, else the last

export interface Deviation {
  readonly kind: DeviationKind
  readonly location: Location
  readonly value?: unknown
}

/** What reading a resource body yields. */
export interface Reading<Resource> {
  /** The attributes that are stored: canonical names, the guide's key order, no null, no empty list or object. */
  readonly resource: Resource
  /** The `id` that the body gave, when it gave a non-empty one. */
  readonly id: string | undefined
  readonly deviations: readonly Deviation[]
  /** The JSON pointer (RFC 6901), in the body as it was sent, of a place in the resource; the nearest one that exists. */
  readonly pointerOf: (location: Location) => string
}

/** A parsed attribute path: RFC 7644, section 3.10; names are resolved to the schema's own spelling. */
export interface AttributePath {
  /** Where the attribute stands in the resource: `['name']`, `[ENTERPRISE_USER, 'manager']`, `[ENTERPRISE_USER]`. */
  readonly attribute: Location
  readonly subAttribute?: string
  /** `[type eq "work"]`: which value of a multi-valued attribute is meant. */
  readonly valueFilter?: { readonly attribute: string; readonly value: string | boolean }
}

export type PatchErrorKind =
  | 'operations' // `Operations` is missing, empty or not a list of objects
  | 'op' // missing, or none of add, remove, replace
  | 'missing-path' // remove without a path
  | 'empty-path' // "path": ""
  | 'bad-path' // not a path, or of an attribute that does not exist; without a path: a name not spelled exactly
  | 'bad-value-filter' // something else than `attribute eq value` in the brackets
  | 'missing-value' // add or replace without a value
  | 'pathless-value' // no path, and the value is not an object

/** What is wrong with a PATCH message; its place there, in the RFC's spelling: `['Operations', 0, 'path']`. */
export interface PatchError {
  readonly kind: PatchErrorKind
  readonly location: Location
  readonly value?: unknown
}

/** One operation of a PATCH, as it was understood: RFC 7644, section 3.5.2. */
export interface PatchOperation {
  /** Its place in `Operations`, from 0. */
  readonly index: number
  readonly op: 'add' | 'remove' | 'replace'
  /** None: the operation has no path, and `value` is an object of attributes. */
  readonly path?: AttributePath
  readonly value?: Json
}

export interface PatchReading {
  readonly operations: readonly PatchOperation[]
  readonly errors: readonly PatchError[]
}

/** The resource that a PATCH leads to, as loose JSON that has yet to be read as a body would be. */
export interface PatchResult {
  readonly resource: JsonObject
  /** Where, in the PATCH message, the value stands that brought a place of the result about; `['Operations']` if nowhere. */
  readonly placeOf: (location: Location) => Location
}

/** What `members` operations of a group PATCH ask for, in their order. */
export interface MembershipChange {
  /** `clear` empties the group (remove without a value, and the first half of a replace). */
  readonly change: 'add' | 'remove' | 'clear'
  /** The user meant; undefined with `clear`, and where the member has no usable `value`. */
  readonly userId?: string
  readonly op: PatchOperation['op']
  readonly location: Location
  /** True for a replace or remove of all members whose value is missing or an empty list. */
  readonly withoutValue?: boolean
}

/** RFC 7644, section 3.4.2.2, as far as anybody may ask; which of these the service takes is its own affair. */
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
