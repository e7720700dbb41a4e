import { origins } from '../../identity-center/origin.ts'
import { settingsSchema } from '../../identity-center/settings/settings-schema.ts'
import { refTo } from './describe.ts'
import { count, dateTime, dateTimeOrNull, flag, text, textOrNull } from './schema-types.ts'

type Properties = Readonly<Record<string, object>>

/** The schema of an object with these required and optional properties and no others. */
export const objectSchema = (required: Properties, optional: Properties = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
})

/** A named schema of the OpenAPI document. */
const component = ($id: string, schema: object) => ({ $id, ...schema })

const problem = component('Problem', {
  description: 'Problem details: RFC 9457, section 3.',
  ...objectSchema(
    {
      type: { const: 'about:blank' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { ...text, description: 'Why the request was rejected.' },
    },
    {
      findings: {
        type: 'array',
        items: refTo('Finding'),
        description:
          'The rules that the user or group violates. The first finding determined the response.',
      },
    },
  ),
})

const store = {
  identityStoreId: { ...text, pattern: '^d-[0-9a-f]{10}$' },
  tenantId: { ...textOrNull, description: 'Null while provisioning is disabled.' },
  scimEndpoint: { ...textOrNull, description: 'Null while provisioning is disabled.' },
  provisioningEnabled: flag,
  createdAt: dateTime,
  settings: refTo('Settings'),
}

const token = {
  id: { ...text, format: 'uuid' },
  createdAt: dateTime,
  expiresAt: dateTime,
  lastUsedAt: dateTimeOrNull,
  state: {
    enum: ['active', 'expiring', 'expired'],
    description: '`expiring`: 90 days or less are left.',
  },
  daysLeft: count,
}

const accessKey = {
  accessKeyId: text,
  createdAt: dateTime,
  lastUsedAt: dateTimeOrNull,
}

const finding = component('Finding', {
  description: 'One violation of a rule by a request.',
  ...objectSchema(
    {
      ruleId: text,
      severity: { enum: ['refused', 'warning'] },
      path: { ...text, description: 'The attribute, in SCIM notation.' },
      pointer: { ...text, description: 'Where the value is in the request body: RFC 6901.' },
      value: {
        ...text,
        description: 'The value, shortened. Invisible characters appear as their code points.',
      },
      sentence: text,
      source: text,
      certainty: { enum: ['documented', 'observed', 'assumed'] },
      remedy: text,
    },
    {
      codePoints: {
        type: 'array',
        items: objectSchema({ codePoint: count, position: count }),
        description:
          'The first characters that violate the rule. Positions count code points from 0.',
      },
    },
  ),
})

const body = {
  body: { ...textOrNull, description: 'Null if there was no body, or if it is not valid UTF-8.' },
}
const truncatedBody = {
  bodyBase64: text,
  bodyBytes: {
    ...count,
    description: 'The length of the whole body. Present if only its beginning was stored.',
  },
}

const event = component('Event', {
  description: 'A request and its response.',
  ...objectSchema({
    origin: { enum: origins, description: 'The API that received it.' },
    requestId: { ...text, description: 'The x-amzn-RequestId of the response.' },
    time: dateTime,
    identityStoreId: textOrNull,
    tenantId: textOrNull,
    tokenId: textOrNull,
    eventName: { ...textOrNull, description: 'The operation.' },
    request: objectSchema(
      {
        method: text,
        path: text,
        query: text,
        userAgent: textOrNull,
        sourceIp: textOrNull,
        ...body,
      },
      truncatedBody,
    ),
    response: objectSchema({ status: { type: 'integer' }, ...body }, truncatedBody),
    durationMs: { type: 'number' },
    errorCode: textOrNull,
    errorMessage: textOrNull,
    findings: { type: 'array', items: refTo('Finding') },
  }),
})

const rule = component('Rule', {
  description: 'A rule that requests must obey.',
  ...objectSchema(
    {
      id: text,
      summary: text,
      source: { type: 'object', required: ['kind'] },
      certainty: { enum: ['documented', 'observed', 'assumed'] },
      level: { enum: ['refuse', 'warn', 'off'] },
      switchable: flag,
      answer: { type: 'object', required: ['exception'] },
      remedy: text,
    },
    { since: { ...text, format: 'date' }, until: { ...text, format: 'date' } },
  ),
})

/** The named schemas of responses. `directoryComponents` adds those of users and groups. */
export const components = [
  problem,
  component('Settings', settingsSchema),
  component('Token', { description: 'An access token.', ...objectSchema(token) }),
  component('NewToken', {
    description: 'A new access token. Its value is shown only once.',
    ...objectSchema({ ...token, accessToken: text }),
  }),
  component('Reminders', {
    description: 'The reminders of expiring tokens that AWS would send.',
    ...objectSchema({
      banner: { ...textOrNull, description: 'The banner at the top of the AWS console.' },
      eventType: { ...text, description: 'The event type in AWS Health.' },
      items: {
        type: 'array',
        items: objectSchema({
          tokenId: token.id,
          state: token.state,
          expiresAt: dateTime,
          daysLeft: count,
          sentence: textOrNull,
          reminders: {
            type: 'array',
            items: objectSchema({ at: dateTime, daysLeft: count, sent: flag }),
          },
        }),
      },
    }),
  }),
  component('NewAdminToken', {
    description: 'A new admin token. It is shown only once.',
    ...objectSchema({ adminToken: text }),
  }),
  component('AccessKey', {
    description: 'An access key of the Identity Store API.',
    ...objectSchema(accessKey),
  }),
  component('NewAccessKey', {
    description: 'A new access key. Its secret is shown only once.',
    ...objectSchema({ ...accessKey, secretAccessKey: text }),
  }),
  component('IdentityStore', objectSchema(store)),
  component('ProvisionedStore', {
    description: 'An identity store, with its new access token if provisioning was just enabled.',
    ...objectSchema(store, { token: refTo('NewToken') }),
  }),
  component('ContentCounts', {
    description: 'The number of users, groups and memberships of an identity store.',
    ...objectSchema({ users: count, groups: count, memberships: count }),
  }),
  component('Imported', {
    description: 'The result of an import.',
    ...objectSchema({
      users: count,
      groups: count,
      memberships: count,
      repeated: { ...count, description: 'Rows that appeared more than once in the files.' },
      warnings: {
        type: 'array',
        items: objectSchema({
          ruleId: {
            ...textOrNull,
            description: 'The rule that the rows violate. Null if the warning is about no rule.',
          },
          path: text,
          count,
          first: { ...text, description: 'The file and row of the first occurrence.' },
          sentence: text,
        }),
      },
    }),
  }),
  component('Clock', {
    description: "The state of the server's clock.",
    ...objectSchema({
      now: dateTime,
      state: { enum: ['real', 'moved', 'frozen'] },
      offsetSeconds: { type: ['number', 'null'], description: 'Null while the clock is frozen.' },
      frozenAt: dateTimeOrNull,
      allowed: {
        ...flag,
        description: 'Whether the clock can be set: the server was started with --allow-clock.',
      },
    }),
  }),
  finding,
  event,
  component('CloudTrailEvent', {
    description: 'An event as AWS CloudTrail logs it.',
    type: 'object',
    required: ['eventVersion', 'eventTime', 'eventSource', 'eventName', 'requestID', 'eventID'],
  }),
  component('Checked', {
    description: 'What would happen to a user or group that a client tries to create.',
    ...objectSchema({
      type: { enum: ['User', 'Group'] },
      name: text,
      verdict: { enum: ['refused', 'warned', 'fine'] },
      alreadyThere: flag,
      findings: { type: 'array', items: refTo('Finding') },
    }),
  }),
  rule,
] as const
