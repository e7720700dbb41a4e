import type { enterpriseUserUrn } from './urn.ts'

/** A value as JSON.parse gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/**
 * The place of a value in a resource or a message, key by key: `['emails', 0, 'value']`.
 * An extension's attributes stand under their schema's URN, as they do in JSON.
 */
export type Location = readonly (string | number)[]

/** RFC 7643, section 2.4: the usual sub-attributes of a multi-valued attribute. */
export interface PluralValue {
  readonly value?: string
  readonly type?: string
  readonly primary?: boolean
}

/** RFC 7643, section 4.1.1: name. */
export interface Name {
  readonly formatted?: string
  readonly familyName?: string
  readonly givenName?: string
  readonly middleName?: string
  readonly honorificPrefix?: string
  readonly honorificSuffix?: string
}

/** RFC 7643, section 4.1.2: addresses. */
export interface Address {
  readonly formatted?: string
  readonly streetAddress?: string
  readonly locality?: string
  readonly region?: string
  readonly postalCode?: string
  readonly country?: string
  readonly type?: string
  readonly primary?: boolean
}

/** RFC 7643, section 4.3: the enterprise extension, as far as the service stores it. */
export interface Enterprise {
  readonly employeeNumber?: string
  readonly costCenter?: string
  readonly organization?: string
  readonly division?: string
  readonly department?: string
  readonly manager?: { readonly value?: string }
}

/**
 * What a client may say of a user: the stored attributes, none of the server's own (id, meta, schemas).
 * Every one may be missing here: whether it may be is a rule's business, not the type's.
 */
export interface User {
  readonly externalId?: string
  readonly userName?: string
  readonly name?: Name
  readonly displayName?: string
  readonly nickName?: string
  readonly profileUrl?: string
  readonly title?: string
  readonly userType?: string
  readonly preferredLanguage?: string
  readonly locale?: string
  readonly timezone?: string
  readonly active?: boolean
  readonly emails?: readonly PluralValue[]
  readonly addresses?: readonly Address[]
  readonly phoneNumbers?: readonly PluralValue[]
  readonly roles?: readonly PluralValue[]
  readonly [enterpriseUserUrn]?: Enterprise
}

/** One entry of `members` in a request: RFC 7643, section 4.2. */
export interface Member {
  readonly value?: string
  readonly type?: string
}

/** What a client may say of a group; `members` is never stored with it nor shown (architecture, 4.5). */
export interface Group {
  readonly externalId?: string
  readonly displayName?: string
  readonly members?: readonly Member[]
}

/** The server's own part of a resource. Times are whole seconds on the wire. */
export interface ResourceFrame {
  readonly id: string
  readonly created: Date
  readonly lastModified: Date
}
