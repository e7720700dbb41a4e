import { eventSearchNames } from '../../administration/event-search.ts'
import { text } from './schema-types.ts'

const identityStoreId = { ...text, description: 'The id of an identity store, d-…' } as const

const eventWords: Readonly<Record<string, typeof text>> = Object.fromEntries(
  eventSearchNames.map((name) => [name, text]),
)
const format = { enum: ['json', 'cloudtrail', 'ndjson'] } as const

const eventSearch = {
  type: 'object',
  properties: {
    ...eventWords,
    format,
    limit: { type: 'string', pattern: '^[1-9]\\d{0,8}$' },
    cursor: text,
  },
  additionalProperties: false,
} as const

/** The path names the store. */
const { store: _, ...wordsOfOneStore }: Readonly<Record<string, unknown>> = eventSearch.properties

/** What may stand in the paths, bodies and so on of the private listener, as JSON schemas. */
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
  nothing: { type: 'object', additionalProperties: false },
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
        description: 'The moment to stand still at, as in 2026-01-31T12:00:00Z.',
      },
      offsetSeconds: {
        type: 'number',
        description: 'How far to run ahead of the machine; negative: behind.',
      },
    },
    description: 'Either of the two; neither releases the clock.',
    additionalProperties: false,
  },
  eventPath: {
    type: 'object',
    properties: { requestId: { ...text, description: 'The x-amzn-RequestId of an answer.' } },
    required: ['requestId'],
  },
  storeEventPath: {
    type: 'object',
    properties: { identityStoreId, requestId: text },
    required: ['identityStoreId', 'requestId'],
  },
  allEvents: eventSearch,
  events: { ...eventSearch, properties: wordsOfOneStore },
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
