const text = { type: 'string' } as const

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
  settings: { type: 'object' },
  nothing: { type: 'object', additionalProperties: false },
  storePath: {
    type: 'object',
    properties: { identityStoreId: text },
    required: ['identityStoreId'],
  },
  tokenPath: {
    type: 'object',
    properties: { identityStoreId: text, tokenId: text },
    required: ['identityStoreId', 'tokenId'],
  },
} as const
