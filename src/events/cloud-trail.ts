import { type LoggedApi, loggedApis } from '../identity-center/logged-apis.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import type { StoredEvent } from '../store/event-types.ts'
import { apiEventSource, apiTrail, isApiRead } from './api-trail.ts'
import { cloudTrailMask } from './cloud-trail-mask.ts'
import { javaDate } from './java-date.ts'
import { inJavaOrder } from './java-order.ts'
import { findObject, typeOf } from './request-json.ts'

/** An event as CloudTrail has it: AWS user guide, logging SCIM calls with CloudTrail. Keys stand in its order. */
export interface CloudTrailEvent {
  readonly eventVersion: '1.10'
  readonly userIdentity: {
    readonly type: string
    readonly accountId: string
    readonly accessKeyId: string
  }
  readonly eventTime: string
  readonly eventSource: string
  /** Null where the real service would have logged nothing: the request reached no operation. */
  readonly eventName: string | null
  readonly awsRegion: string
  readonly sourceIPAddress: string
  readonly userAgent: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly requestParameters: JsonObject
  readonly responseElements: JsonObject | null
  readonly requestID: string
  readonly eventID: string
  readonly readOnly: boolean
  readonly eventType: 'AwsApiCall'
  readonly managementEvent: true
  readonly recipientAccountId: string
  readonly eventCategory: 'Management'
  readonly tlsDetails: { readonly clientProvidedHostHeader: string }
}

/** The account of AWS's own examples: an identity store of ours belongs to none. */
const account = '123456789012'

const objectOf = (entries: readonly (readonly [string, Json | undefined])[]): JsonObject =>
  Object.fromEntries(
    inJavaOrder(entries.filter(([, value]) => value !== null && value !== undefined)),
  )

/** A value of which only booleans and the names of attributes can be seen. */
const masked = (value: Json): Json => {
  if (typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return value.map(masked)
  if (!isObject(value)) return cloudTrailMask
  return objectOf(Object.entries(value).map(([key, each]) => [key, masked(each ?? null)]))
}

const timesOfMeta: readonly string[] = ['created', 'lastModified']

const timeOf = (value: Json): Json => {
  const time = new Date(String(value))
  return Number.isNaN(time.getTime()) ? value : javaDate(time)
}

const metaOf = (meta: Json): Json =>
  isObject(meta)
    ? objectOf(
        Object.entries(meta).map(([key, value]) => [
          key,
          timesOfMeta.includes(key) ? timeOf(value ?? null) : value,
        ]),
      )
    : meta

/** What stays to be seen of a user or group. */
const clear: Readonly<Record<string, (value: Json) => Json>> = {
  id: (id) => id,
  schemas: (schemas) => schemas,
  meta: metaOf,
}

const maskedResource = (resource: JsonObject): JsonObject =>
  objectOf(
    Object.entries(resource).map(([key, value = null]) => {
      const shown = Object.hasOwn(clear, key) ? clear[key] : undefined
      return [key, shown === undefined ? masked(value) : shown(value)]
    }),
  )

const maskedOperation = (operation: JsonObject): JsonObject => {
  const op = memberOf(operation, 'op')
  const value = memberOf(operation, 'value')
  return objectOf([
    ['op', typeof op === 'string' ? op.toUpperCase() : op],
    ['path', memberOf(operation, 'path')],
    ['value', value === null || value === undefined ? undefined : cloudTrailMask],
  ])
}

const maskedPatch = (patch: JsonObject): JsonObject => {
  const operations = memberOf(patch, 'Operations')
  const schemas = memberOf(patch, 'schemas')
  return objectOf([
    [
      'operations',
      Array.isArray(operations) ? operations.filter(isObject).map(maskedOperation) : undefined,
    ],
    ['schemas', schemas === undefined ? undefined : masked(schemas)],
  ])
}

/** The id at the end of a path, where the path has one. */
const idIn = (path: string): string | undefined => {
  const [, id] = /\/(?:Users|Groups|Schemas)\/+([^/]+)$/.exec(path) ?? []
  try {
    return id && decodeURIComponent(id)
  } catch {
    return id // a broken escape stands for itself
  }
}

const httpBodyOf = ({ requestBody, method, origin }: StoredEvent): JsonObject | undefined => {
  const body = requestBody === null ? undefined : findObject(requestBody)
  if (body === undefined) return undefined
  return method === 'PATCH' && origin === 'scim' ? maskedPatch(body) : maskedResource(body)
}

const responseElementsOf = ({ method, responseBody, errorCode }: StoredEvent) => {
  // Of reads no sample is published; CloudTrail shows no answers of reads of other services.
  if (errorCode !== null || method === 'GET' || responseBody === null) return null
  const resource = findObject(responseBody)
  return resource === undefined ? null : maskedResource(resource)
}

const requestParametersOf = (stored: StoredEvent): JsonObject => {
  const { origin, tenantId, identityStoreId, resourceId, path } = stored
  const body = httpBodyOf(stored)
  if (origin === 'scim') {
    return objectOf([
      ['httpBody', body],
      ['tenantId', tenantId],
      ['id', idIn(path)],
    ])
  }
  const idName = typeOf(stored.operation) === 'Group' ? 'groupId' : 'userId'
  return objectOf([
    ...Object.entries(body ?? {}),
    ['identityStoreId', identityStoreId],
    [idName, resourceId],
  ])
}

/** The CloudTrail form of an event, as the service would have logged it in a region and under a host name. */
export const cloudTrailEvent = (
  stored: StoredEvent,
  { region = 'us-east-1', host }: { readonly region?: string; readonly host?: string } = {},
): CloudTrailEvent => {
  const { errorCode, errorMessage } = stored
  const door: LoggedApi = loggedApis[stored.origin]
  const isApi = stored.origin === 'api'
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: errorCode === null ? door.identity.accepted : door.identity.refused,
      accountId: account,
      accessKeyId: stored.tokenId ?? '',
    },
    eventTime: `${stored.at.toISOString().slice(0, 19)}Z`,
    eventSource: isApi ? apiEventSource(stored.operation) : door.eventSource,
    eventName: stored.operation,
    awsRegion: region,
    sourceIPAddress: stored.sourceIp ?? '',
    userAgent: stored.userAgent ?? '',
    ...(errorCode === null ? {} : { errorCode, errorMessage: errorMessage ?? '' }),
    ...(isApi
      ? apiTrail(stored)
      : {
          requestParameters: requestParametersOf(stored),
          responseElements: responseElementsOf(stored),
        }),
    requestID: stored.requestId,
    eventID: stored.requestId, // one event for each request
    readOnly: isApi ? isApiRead(stored.operation) : stored.method === 'GET',
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: { clientProvidedHostHeader: host ?? door.hostIn(region) },
  }
}
