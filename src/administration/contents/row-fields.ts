import { parseOrigin } from '../../identity-center/origin.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json } from '../../scim/resource.ts'
import type { ContentRow } from './content-row.ts'

/** A field of a row. */
interface Field {
  readonly isRight: (value: Json) => boolean
  /** Completes the sentence `name must be …`. */
  readonly what: string
  readonly isOptional?: true
}

const isTime = (value: Json) => {
  if (typeof value !== 'string') return false
  const time = new Date(value)
  return !Number.isNaN(time.getTime()) && time.toISOString() === value
}

const id: Field = {
  isRight: (value) => typeof value === 'string' && /^[0-9A-Za-z-]{1,128}$/.test(value),
  what: 'an id of letters, digits and hyphens',
}
const time: Field = { isRight: isTime, what: 'a time like 2026-01-31T12:00:00.000Z' }
const origin: Field = {
  isRight: (value) => parseOrigin(value) !== undefined,
  what: 'scim, manual or api',
}
const object: Field = { isRight: isObject, what: 'an object' }
const issuer: Field = {
  isRight: (value) => typeof value === 'string' && !/\0|\p{Surrogate}/u.test(value),
  what: 'a string that can be stored',
}

const ofResource = {
  id,
  createdAt: time,
  createdBy: origin,
  updatedAt: time,
  updatedBy: origin,
  externalIdIssuer: { ...issuer, isOptional: true },
  extra: { ...object, isOptional: true },
  resource: object,
} as const satisfies Readonly<Record<string, Field>>

/** The fields of a row, by its kind. */
export const rowFields: Readonly<Record<ContentRow['kind'], Readonly<Record<string, Field>>>> = {
  user: ofResource,
  group: ofResource,
  membership: { id, groupId: id, userId: id, createdAt: time, createdBy: origin },
}
