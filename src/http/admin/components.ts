import { origins } from '../../identity-center/origin.ts'
import { settingsSchema } from '../../identity-center/settings/settings-schema.ts'
import { refTo } from './describe.ts'

const text = { type: 'string' } as const
const textOrNull = { type: ['string', 'null'] } as const
const moment = { type: 'string', format: 'date-time' } as const
const momentOrNull = { type: ['string', 'null'], format: 'date-time' } as const
const count = { type: 'integer', minimum: 0 } as const
const flag = { type: 'boolean' } as const

type Properties = Readonly<Record<string, object>>

/** An object with all of these, perhaps some of those, and nothing else. */
export const objectSchema = (required: Properties, optional: Properties = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
})

/** A named schema of what the private listener answers. */
const component = ($id: string, schema: object) => ({ $id, ...schema })

const problem = component('Problem', {
  description: 'Problem details: RFC 9457, section 3.',
  ...objectSchema(
    {
      type: { const: 'about:blank' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { ...text, description: 'Why it was refused, in a sentence or more.' },
    },
    {
      findings: {
        type: 'array',
        items: refTo('Finding'),
        description: 'Where a user or group breaks rules: which, the deciding one first.',
      },
    },
  ),
})

const store = {
  identityStoreId: { ...text, pattern: '^d-[0-9a-f]{10}$' },
  tenantId: { ...textOrNull, description: 'Null while provisioning is disabled.' },
  scimEndpoint: { ...textOrNull, description: 'Null while provisioning is disabled.' },
  provisioningEnabled: flag,
  createdAt: moment,
  settings: refTo('Settings'),
}

const token = {
  id: { ...text, format: 'uuid' },
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: momentOrNull,
  state: {
    enum: ['active', 'expiring', 'expired'],
    description: 'Expiring: 90 days left or less.',
  },
  daysLeft: count,
}

const accessKey = {
  accessKeyId: text,
  createdAt: moment,
  lastUsedAt: momentOrNull,
}

const finding = component('Finding', {
  description: 'What is said of one offence.',
  ...objectSchema(
    {
      ruleId: text,
      severity: { enum: ['refused', 'warning'] },
      path: { ...text, description: 'The attribute, as SCIM writes it.' },
      pointer: { ...text, description: 'Its place in the body that was sent: RFC 6901.' },
      value: { ...text, description: 'Shortened; characters that cannot be seen are spelled out.' },
      sentence: text,
      source: text,
      certainty: { enum: ['documented', 'observed', 'assumed'] },
      remedy: text,
    },
    {
      codePoints: {
        type: 'array',
        items: objectSchema({ codePoint: count, position: count }),
        description: 'The first of the characters at fault; positions count code points from 0.',
      },
    },
  ),
})

const body = {
  body: { ...textOrNull, description: 'Null where there was none, or it is no UTF-8.' },
}
const cutBody = {
  bodyBase64: text,
  bodyBytes: { ...count, description: 'Its length, where only the beginning was kept.' },
}

const event = component('Event', {
  description: 'A request that came, and what it was answered.',
  ...objectSchema({
    origin: { enum: origins, description: 'Through which door it came.' },
    requestId: { ...text, description: 'The x-amzn-RequestId of the answer.' },
    time: moment,
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
      cutBody,
    ),
    response: objectSchema({ status: { type: 'integer' }, ...body }, cutBody),
    durationMs: { type: 'number' },
    errorCode: textOrNull,
    errorMessage: textOrNull,
    findings: { type: 'array', items: refTo('Finding') },
  }),
})

const rule = component('Rule', {
  description: 'A rule that requests are held against.',
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

/** What the private listener answers, by name; a plugin of routes may add its own. */
export const components = [
  problem,
  component('Settings', settingsSchema),
  component('Token', { description: 'An access token.', ...objectSchema(token) }),
  component('NewToken', {
    description: 'An access token just made: the only time that its value is shown.',
    ...objectSchema({ ...token, accessToken: text }),
  }),
  component('Reminders', {
    description: 'What the service would say of the expiry of tokens.',
    ...objectSchema({
      banner: { ...textOrNull, description: 'What its console would show on top.' },
      eventType: { ...text, description: 'The type of the events of AWS Health.' },
      items: {
        type: 'array',
        items: objectSchema({
          tokenId: token.id,
          state: token.state,
          expiresAt: moment,
          daysLeft: count,
          sentence: textOrNull,
          reminders: {
            type: 'array',
            items: objectSchema({ at: moment, daysLeft: count, sent: flag }),
          },
        }),
      },
    }),
  }),
  component('NewAdminToken', {
    description: 'The only time that an admin token is shown.',
    ...objectSchema({ adminToken: text }),
  }),
  component('AccessKey', {
    description: 'An access key of the Identity Store API.',
    ...objectSchema(accessKey),
  }),
  component('NewAccessKey', {
    description: 'An access key just made: the only time that its secret is shown.',
    ...objectSchema({ ...accessKey, secretAccessKey: text }),
  }),
  component('IdentityStore', objectSchema(store)),
  component('ProvisionedStore', {
    description: 'An identity store, with the token that enabling provisioning brought.',
    ...objectSchema(store, { token: refTo('NewToken') }),
  }),
  component('ContentCounts', {
    description: 'How much an identity store holds.',
    ...objectSchema({ users: count, groups: count, memberships: count }),
  }),
  component('Imported', {
    description: 'What has become of an import.',
    ...objectSchema({
      users: count,
      groups: count,
      memberships: count,
      repeated: { ...count, description: 'Rows that stood there more than once.' },
      warnings: {
        type: 'array',
        items: objectSchema({
          ruleId: { ...textOrNull, description: 'The rule that rows break, if it is one.' },
          path: text,
          count,
          first: { ...text, description: 'Where the first of them stands.' },
          sentence: text,
        }),
      },
    }),
  }),
  component('Clock', {
    description: 'What the clock of this server shows.',
    ...objectSchema({
      now: moment,
      state: { enum: ['real', 'moved', 'frozen'] },
      offsetSeconds: { type: ['number', 'null'], description: 'Null while it stands still.' },
      frozenAt: momentOrNull,
      allowed: { ...flag, description: 'Whether it can be set: serve --allow-clock.' },
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
    description: 'What would become of a user or group that was sent to be created.',
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
