import { isObject, memberOf } from '../scim/json-object.ts'
import type { Json, JsonObject } from '../scim/resource.ts'

/** The clients that can be identified by their requests. */
export const clients = [
  'Okta',
  'Entra ID',
  'OneLogin',
  'JumpCloud',
  'Google Workspace',
  'PingFederate',
  'PingOne',
  'ssosync',
  'idp-scim-sync',
  'authentik',
] as const

export type Client = (typeof clients)[number]

/** The parts of a request that identify its client. */
export interface ClientTraits {
  readonly method: string
  /** As sent, with all slashes. */
  readonly path: string
  /** As sent, without the question mark. */
  readonly query: string
  readonly userAgent: string | undefined
  /** The body, if it is a JSON object. */
  readonly body: JsonObject | undefined
}

/** User agents from the products' logs or source code. */
const userAgents: readonly (readonly [RegExp, Client])[] = [
  [/^Okta SCIM/, 'Okta'],
  [/^PingFederate/, 'PingFederate'],
  [/^Google-Auto-Provisioning/, 'Google Workspace'],
  [/^idp-scim-sync\//, 'idp-scim-sync'],
  [/^authentik@/, 'authentik'],
]

const listIn = (object: JsonObject | undefined, name: string): readonly Json[] => {
  const value = object && memberOf(object, name)
  return Array.isArray(value) ? value : []
}

const objectsIn = (object: JsonObject | undefined, name: string): readonly JsonObject[] =>
  listIn(object, name).filter(isObject)

const schemasOf = ({ body }: ClientTraits): readonly Json[] => listIn(body, 'schemas')

// Microsoft, developing a SCIM endpoint: the group's second URN, capitalized verbs, and the flag of the tenant URL.
const isEntra = (traits: ClientTraits): boolean =>
  schemasOf(traits).includes(
    'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
  ) ||
  /(?:^|[&?])aadOptscim062020(?:[&=]|$)/i.test(traits.query) ||
  /(?:^|&)excludedAttributes=members(?:&|$)/.test(traits.query) ||
  objectsIn(traits.body, 'Operations').some(({ op }) => /^(?:Add|Remove|Replace)$/.test(String(op)))

/** The last parameter of a query that ends with an ampersand, including it; empty for any other query. */
const lastParameter = (query: string): string =>
  query.endsWith('&') ? query.slice(query.lastIndexOf('&', query.length - 2) + 1) : ''

// Recorded in goauthentik/authentik issue 11249; the URNs in OneLogin's SCIM templates.
const isOneLogin = (traits: ClientTraits): boolean =>
  (traits.userAgent === undefined && /filter=[^&]+&$/.test(lastParameter(traits.query))) ||
  schemasOf(traits).includes('urn:scim:schemas:core:2.0')

// Recorded in Paul-E/scim-v2-rust, jumpcloud_create_user.json.
const isJumpCloud = ({ body }: ClientTraits): boolean =>
  objectsIn(body, 'phoneNumbers').some(({ value }) => String(value).startsWith('tel:'))

// Ping Identity, SCIM propagation settings of PingOne: `userName Eq "%s"`.
const isPingOne = ({ query }: ClientTraits): boolean =>
  /filter=userName(?:%20|\+|\s)Eq(?:%20|\+|\s)/.test(query)

// awslabs/ssosync, internal/aws. Go's own user agent alone does not identify it.
const isSsosync = ({ userAgent = '', path, body }: ClientTraits): boolean =>
  userAgent.startsWith('Go-http-client/') &&
  (path.includes('/v2//') ||
    objectsIn(body, 'addresses').some((address) => Object.keys(address).join() === 'type'))

const shapes: readonly (readonly [(traits: ClientTraits) => boolean, Client])[] = [
  [isEntra, 'Entra ID'],
  [isOneLogin, 'OneLogin'],
  [isJumpCloud, 'JumpCloud'],
  [isPingOne, 'PingOne'],
  [isSsosync, 'ssosync'],
]

/** The client that sent a request, by its user agent, else by its shape; undefined if neither identifies it. */
export const identifyClient = (traits: ClientTraits): Client | undefined =>
  userAgents.find(([pattern]) => pattern.test(traits.userAgent ?? ''))?.[1] ??
  shapes.find(([has]) => has(traits))?.[1]
