import { letter } from '../constraints.ts'
import { textLengthMax } from '../limits.ts'
import { pattern, type Shape, structure } from './shape.ts'

/* The shapes of requests: AWS Identity Store API, data types, as in its model of 2026. */

const arn = (what: string) => `arn:aws[a-z-]*:identitystore:${what}/`
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const anyUuid = uuid.replaceAll('0-9a-f', 'A-Fa-f0-9')

const text: Shape = {
  type: 'string',
  min: 1,
  max: textLengthMax,
  pattern: pattern(`[${letter}\\t\\n\\r \u00A0\u3000]+`),
}
const word = (max: number): Shape => ({
  type: 'string',
  min: 1,
  max,
  pattern: pattern(`[${letter}]+`),
})
const flag: Shape = { type: 'boolean' }
const list = (member: Shape, max: number, min = 1): Shape => ({ type: 'list', member, min, max })

/** An identity store, by its id or ARN. */
export const identityStoreId: Shape = {
  type: 'string',
  min: 1,
  max: 93,
  pattern: pattern(`(${arn(':\\d{12}:identitystore')})?(d-[0-9a-f]{10}|${uuid})`),
}

/** A user, group or membership, by its id or ARN. */
export const resourceId: Shape = {
  type: 'string',
  min: 1,
  max: 100,
  pattern: pattern(`(${arn('::(user|group|membership)')})?([0-9a-f]{10}-|)${anyUuid}`),
}

export const userName = word(128)
export const displayName = text
export const description = text
export const revision: Shape = { type: 'string', min: 1, max: 64, pattern: pattern('[0-9]+') }
export const maxResults: Shape = { type: 'integer', min: 1, max: 100 }
export const nextToken: Shape = {
  type: 'string',
  min: 1,
  max: 65_535,
  pattern: pattern('[-a-zA-Z0-9+=/:_]*'),
}

/** The token of the IAM Identity Center API; it may be empty. */
export const instanceToken: Shape = {
  type: 'string',
  min: 0,
  max: 2048,
  pattern: pattern('[-a-zA-Z0-9+=/_]*'),
}

const extensionName: Shape = {
  type: 'string',
  min: 1,
  max: 50,
  pattern: pattern('aws:identitystore:[a-z]{1,20}'),
}
export const extensionNames = list(extensionName, 10)

const attributePath: Shape = {
  type: 'string',
  min: 1,
  max: 255,
  pattern: pattern('(?:\\p{L}+:\\p{L}+:\\p{L}+(?:\\.\\p{L}+){0,3}|\\p{L}+(?:\\.\\p{L}+){0,2})'),
}
export const operations = list(
  structure({ 'AttributePath!': attributePath, AttributeValue: { type: 'document' } }),
  100,
)
export const filters = list(
  structure({ 'AttributePath!': attributePath, 'AttributeValue!': text }),
  1,
  0,
)

export const alternateIdentifier: Shape = {
  ...structure({
    ExternalId: structure({ 'Issuer!': word(256), 'Id!': word(256) }),
    UniqueAttribute: structure({
      'AttributePath!': attributePath,
      'AttributeValue!': { type: 'document' },
    }),
  }),
  isUnion: true,
}
export const memberId: Shape = { ...structure({ UserId: resourceId }), isUnion: true }
export const groupIds = list(resourceId, 100)

const value = structure({ Value: text, Type: text, Primary: flag })

/** The photos of a user, in CreateUser and UpdateUser. */
export const photos = list(
  structure({ 'Value!': text, Type: text, Display: text, Primary: flag }),
  3,
)

/** The attributes of CreateUser, in the order of the model. */
export const userAttributes = {
  UserName: userName,
  Name: structure({
    Formatted: text,
    FamilyName: text,
    GivenName: text,
    MiddleName: text,
    HonorificPrefix: text,
    HonorificSuffix: text,
  }),
  DisplayName: displayName,
  NickName: text,
  ProfileUrl: text,
  Emails: list(value, 1),
  Addresses: list(
    structure({
      StreetAddress: text,
      Locality: text,
      Region: text,
      PostalCode: text,
      Country: text,
      Formatted: text,
      Type: text,
      Primary: flag,
    }),
    1,
  ),
  PhoneNumbers: list(value, 1),
  UserType: text,
  Title: text,
  PreferredLanguage: text,
  Locale: text,
  Timezone: text,
  Photos: photos,
  Website: text,
  Birthdate: text,
  Roles: list(value, 1),
  Extensions: { type: 'map', key: extensionName, value: { type: 'document' }, min: 1, max: 10 },
} as const satisfies Readonly<Record<string, Shape>>

/** An instance of IAM Identity Center: AWS IAM Identity Center API, InstanceArn. */
export const instanceArn: Shape = {
  type: 'string',
  min: 10,
  max: 1224,
  pattern: pattern('arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}'),
}
