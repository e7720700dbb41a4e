import { eventSearchNames } from '../../administration/event-search.ts'
import { text } from './schema-types.ts'

const identityStoreId = {
  ...text,
  description: 'The id of an identity store: d- and ten hexadecimal digits.',
} as const

const eventFilters: Readonly<Record<string, typeof text>> = Object.fromEntries(
  eventSearchNames.map((name) => [name, text]),
)
const format = { enum: ['json', 'cloudtrail', 'ndjson'] } as const

const eventSearch = {
  type: 'object',
  properties: {
    ...eventFilters,
    format,
    limit: { type: 'string', pattern: '^[1-9]\\d{0,8}$' },
    cursor: text,
  },
  additionalProperties: false,
} as const

/** The path already names the store. */
const { store: _, ...storeEventFilters }: Readonly<Record<string, unknown>> = eventSearch.properties

/** The JSON schemas of paths, queries and bodies of the admin API. */
export const adminSchemas = {
  createStore: {
    type: 'object',
    properties: { settings: { type: 'object' }, provisioning: { type: 'boolean' } },
    additionalProperties: false,
  },
  setProvisioning: {
    type: 'object',
    properties: { enabled: { type: 'boolean' } },
    required: ['enabled'],
    additionalProperties: false,
  },
  emptyBody: { type: 'object', additionalProperties: false },
  storePath: {
    type: 'object',
    properties: { identityStoreId },
    required: ['identityStoreId'],
  },
  tokenPath: {
    type: 'object',
    properties: { identityStoreId, tokenId: text },
    required: ['identityStoreId', 'tokenId'],
  },
  accessKeyPath: {
    type: 'object',
    properties: { identityStoreId, accessKeyId: text },
    required: ['identityStoreId', 'accessKeyId'],
  },
  clock: {
    type: 'object',
    properties: {
      frozenAt: {
        ...text,
        description: 'The time to freeze the clock at, for example 2026-01-31T12:00:00Z.',
      },
      offsetSeconds: {
        type: 'number',
        description:
          'How many seconds the clock is ahead of the system clock. Negative: behind it.',
      },
    },
    description: 'At most one of the two members. With neither, the clock is released.',
    additionalProperties: false,
  },
  eventPath: {
    type: 'object',
    properties: { requestId: { ...text, description: 'The x-amzn-RequestId of a response.' } },
    required: ['requestId'],
  },
  storeEventPath: {
    type: 'object',
    properties: { identityStoreId, requestId: text },
    required: ['identityStoreId', 'requestId'],
  },
  allEvents: eventSearch,
  events: { ...eventSearch, properties: storeEventFilters },
  event: { type: 'object', properties: { format }, additionalProperties: false },
  check: {
    type: 'object',
    properties: {
      resources: { type: 'array', items: { type: 'object' } },
      type: { enum: ['User', 'Group'] },
      asOf: text,
      rulesOff: { type: 'array', items: text },
    },
    required: ['resources'],
    additionalProperties: false,
  },
  explain: {
    type: 'object',
    properties: {
      requestId: text,
      request: {
        type: 'object',
        properties: {
          method: text,
          path: text,
          query: text,
          headers: { type: 'object', additionalProperties: text },
          body: text,
          bodyBase64: text,
        },
        required: ['method', 'path'],
        additionalProperties: false,
      },
      settings: { type: 'object' },
    },
    oneOf: [{ required: ['request'] }, { required: ['requestId'] }],
    additionalProperties: false,
  },
} as const
