import type { enterpriseUserUrn } from './urn.ts'

/** A value as JSON.parse returns it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/**
 * The location of a value in a resource or a message, key by key: `['emails', 0, 'value']`. Attributes of an extension are
 * below their schema's URN, as in JSON.
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

/** RFC 7643, section 4.3: the attributes of the enterprise extension that the service stores. */
export interface Enterprise {
  readonly employeeNumber?: string
  readonly costCenter?: string
  readonly organization?: string
  readonly division?: string
  readonly department?: string
  readonly manager?: { readonly value?: string }
}

/**
 * The stored attributes of a user, without those that the server sets (id, meta, schemas). All are optional here: rules
 * decide which are required.
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

/** The attributes of a group in a request. `members` is neither stored with it nor returned: architecture, 4.5. */
export interface Group {
  readonly externalId?: string
  readonly displayName?: string
  readonly members?: readonly Member[]
}

/** The attributes of a resource that the server sets. Times have whole seconds in responses. */
export interface ResourceFrame {
  readonly id: string
  readonly created: Date
  readonly lastModified: Date
}
