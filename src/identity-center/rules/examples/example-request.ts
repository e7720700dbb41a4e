import type { JsonObject } from '../../../scim/resource.ts'
import { groupUrn, patchOpUrn, userUrn } from '../../../scim/urn.ts'
import type { EpochDate } from '../../rule.ts'

/** A request that shows whether a rule is obeyed. */
export interface ExampleRequest {
  /** Method, and path with query, below the SCIM endpoint; or an operation of the Identity Store API. */
  readonly request: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonObject
  /** The body as text, where JSON cannot say it. */
  readonly text?: string
  /** The user or group as it is stored before the request, where that matters. */
  readonly stored?: JsonObject
}

/** Requests that obey one rule, and requests that break it and no other. */
export interface RuleExamples {
  /** A day on which the rule was in force, where it is not today. */
  readonly asOf?: EpochDate
  readonly obeys: readonly ExampleRequest[]
  readonly breaks: readonly ExampleRequest[]
  /** Rules that only warn, and that some of `breaks` cannot avoid breaking too. */
  readonly alsoWarned?: readonly string[]
}

/** Examples by rule id. */
export type ExamplesByRule = Readonly<Record<string, RuleExamples>>

const id = '84a8b4c8-10f1-7041-9f2b-0c6d5e4f3a2b'

/** A user that obeys every rule. */
export const jane: JsonObject = {
  schemas: [userUrn],
  userName: 'jane@example.com',
  externalId: '701984',
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: 'Jane Doe',
  active: true,
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
}

/** An address with all its parts. */
export const address: JsonObject = {
  type: 'work',
  streetAddress: '100 Universal City Plaza',
  locality: 'Hollywood',
  region: 'CA',
  postalCode: '91608',
  country: 'USA',
}

/** A group that obeys every rule. */
export const admins: JsonObject = { schemas: [groupUrn], displayName: 'Admins', externalId: '7' }

/** Creates `jane` with other attributes; undefined leaves one out. */
export const createUser = (changes: JsonObject = {}): ExampleRequest => ({
  request: 'POST /Users',
  body: { ...jane, ...changes },
})

/** Replaces a stored user; the body has the id of the path. */
export const putUser = (changes: JsonObject = {}, stored?: JsonObject): ExampleRequest => ({
  request: `PUT /Users/${id}`,
  body: { id, ...jane, ...changes },
  ...(stored !== undefined && { stored }),
})

/** Creates `admins` with other attributes; undefined leaves one out. */
export const createGroup = (changes: JsonObject = {}): ExampleRequest => ({
  request: 'POST /Groups',
  body: { ...admins, ...changes },
})

const patchOf = (operations: readonly JsonObject[]): JsonObject => ({
  schemas: [patchOpUrn],
  Operations: operations,
})

export const patchUser = (...operations: readonly JsonObject[]): ExampleRequest => ({
  request: `PATCH /Users/${id}`,
  body: patchOf(operations),
})

export const patchGroup = (...operations: readonly JsonObject[]): ExampleRequest => ({
  request: `PATCH /Groups/${id}`,
  body: patchOf(operations),
})

const list = (path: string, query: Readonly<Record<string, string>>): ExampleRequest => {
  const parameters = new URLSearchParams(query).toString().replaceAll('+', '%20')
  return { request: `GET ${path}${parameters === '' ? '' : `?${parameters}`}` }
}

export const listUsers = (query: Readonly<Record<string, string>>): ExampleRequest =>
  list('/Users', query)

export const listGroups = (query: Readonly<Record<string, string>>): ExampleRequest =>
  list('/Groups', query)
