import { type LoggedApi, loggedApis } from '../identity-center/logged-apis.ts'
import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'
import type { StoredEvent } from '../store/event-types.ts'
import { apiElements, apiEventSource, isApiRead } from './api-trail.ts'
import { cloudTrailMask } from './cloud-trail-mask.ts'
import { javaDate } from './java-date.ts'
import { sortLikeHashMap } from './java-order.ts'
import { findObject, typeOf } from './request-json.ts'

/** An event as CloudTrail logs it, keys in its order: AWS user guide, logging SCIM calls with CloudTrail. */
export interface CloudTrailEvent {
  readonly eventVersion: '1.10'
  readonly userIdentity: {
    readonly type: string
    readonly accountId: string
    readonly accessKeyId: string
  }
  readonly eventTime: string
  readonly eventSource: string
  /** Null where the request reached no operation; AWS would have logged nothing. */
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

/** The account in AWS's examples: a local identity store belongs to no account. */
const account = '123456789012'

const javaObject = (entries: readonly (readonly [string, Json | undefined])[]): JsonObject =>
  Object.fromEntries(
    sortLikeHashMap(entries.filter(([, value]) => value !== null && value !== undefined)),
  )

/** Masks all but booleans and the names of attributes. */
const mask = (value: Json): Json => {
  if (typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return value.map(mask)
  if (!isObject(value)) return cloudTrailMask
  return javaObject(Object.entries(value).map(([key, each]) => [key, mask(each ?? null)]))
}

const metaTimes: readonly string[] = ['created', 'lastModified']

const formatTime = (value: Json): Json => {
  const time = new Date(String(value))
  return Number.isNaN(time.getTime()) ? value : javaDate(time)
}

const formatMeta = (meta: Json): Json =>
  isObject(meta)
    ? javaObject(
        Object.entries(meta).map(([key, value]) => [
          key,
          metaTimes.includes(key) ? formatTime(value ?? null) : value,
        ]),
      )
    : meta

/** The attributes of a user or group that are not masked. */
const unmasked: Readonly<Record<string, (value: Json) => Json>> = {
  id: (id) => id,
  schemas: (schemas) => schemas,
  meta: formatMeta,
}

const maskResource = (resource: JsonObject): JsonObject =>
  javaObject(
    Object.entries(resource).map(([key, value = null]) => {
      const shown = Object.hasOwn(unmasked, key) ? unmasked[key] : undefined
      return [key, shown === undefined ? mask(value) : shown(value)]
    }),
  )

const maskOperation = (operation: JsonObject): JsonObject => {
  const op = memberOf(operation, 'op')
  const value = memberOf(operation, 'value')
  return javaObject([
    ['op', typeof op === 'string' ? op.toUpperCase() : op],
    ['path', memberOf(operation, 'path')],
    ['value', value === null || value === undefined ? undefined : cloudTrailMask],
  ])
}

const maskPatch = (patch: JsonObject): JsonObject => {
  const operations = memberOf(patch, 'Operations')
  const schemas = memberOf(patch, 'schemas')
  return javaObject([
    [
      'operations',
      Array.isArray(operations) ? operations.filter(isObject).map(maskOperation) : undefined,
    ],
    ['schemas', schemas === undefined ? undefined : mask(schemas)],
  ])
}

/** The id at the end of a path, where the path has one. */
const readPathId = (path: string): string | undefined => {
  const [, id] = /\/(?:Users|Groups|Schemas)\/+([^/]+)$/.exec(path) ?? []
  try {
    return id && decodeURIComponent(id)
  } catch {
    return id // an invalid escape stays as it is
  }
}

const maskBody = ({ requestBody, method, origin }: StoredEvent): JsonObject | undefined => {
  const body = requestBody === null ? undefined : findObject(requestBody)
  if (body === undefined) return undefined
  return method === 'PATCH' && origin === 'scim' ? maskPatch(body) : maskResource(body)
}

const responseElementsOf = ({ method, responseBody, errorCode }: StoredEvent) => {
  // AWS publishes no sample of a read. For other services, CloudTrail does not show the response of a read.
  if (errorCode !== null || method === 'GET' || responseBody === null) return null
  const resource = findObject(responseBody)
  return resource === undefined ? null : maskResource(resource)
}

const requestParametersOf = (stored: StoredEvent): JsonObject => {
  const { origin, tenantId, identityStoreId, resourceId, path } = stored
  const body = maskBody(stored)
  if (origin === 'scim') {
    return javaObject([
      ['httpBody', body],
      ['tenantId', tenantId],
      ['id', readPathId(path)],
    ])
  }
  const idName = typeOf(stored.operation) === 'Group' ? 'groupId' : 'userId'
  return javaObject([
    ...Object.entries(body ?? {}),
    ['identityStoreId', identityStoreId],
    [idName, resourceId],
  ])
}

/** The CloudTrail form of an event, as AWS would have logged it in this region and under this host name. */
export const cloudTrailEvent = (
  stored: StoredEvent,
  { region = 'us-east-1', host }: { readonly region?: string; readonly host?: string } = {},
): CloudTrailEvent => {
  const { errorCode, errorMessage } = stored
  const api: LoggedApi = loggedApis[stored.origin]
  const isApi = stored.origin === 'api'
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: errorCode === null ? api.identity.accepted : api.identity.refused,
      accountId: account,
      accessKeyId: stored.tokenId ?? '',
    },
    eventTime: `${stored.at.toISOString().slice(0, 19)}Z`,
    eventSource: isApi ? apiEventSource(stored.operation) : api.eventSource,
    eventName: stored.operation,
    awsRegion: region,
    sourceIPAddress: stored.sourceIp ?? '',
    userAgent: stored.userAgent ?? '',
    ...(errorCode === null ? {} : { errorCode, errorMessage: errorMessage ?? '' }),
    ...(isApi
      ? apiElements(stored)
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
    tlsDetails: { clientProvidedHostHeader: host ?? api.hostIn(region) },
  }
}
