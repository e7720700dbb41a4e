import type { FastifySchema } from 'fastify'

/** The parts of the private listener, as its OpenAPI document groups them. */
export const tags = {
  stores: 'Identity stores, their provisioning and their settings',
  contents: 'All that an identity store holds, at once',
  tokens: 'Access tokens',
  'access keys': 'Access keys of the Identity Store API',
  users: 'Users by hand',
  groups: 'Groups by hand, and who is in them',
  events: 'Requests that came, and what they were answered',
  explanations: 'What would be answered, and why',
  server: 'The server itself: its clock, its secret, its rules, this document',
} as const

/** Why a request may be refused, by status; 401 and 429 concern every path. */
const problems = {
  400: 'The request does not say what is needed, or says what means nothing.',
  401: 'The admin token is missing or wrong.',
  403: 'This server was not started to do so.',
  404: 'There is no such thing.',
  409: 'The state of things stands against it.',
  413: 'The body is too large.',
  415: 'The body is of another type than JSON.',
  429: 'Too many wrong admin tokens came from this address; Retry-After says how long to wait.',
  503: 'There is no room to keep the file aside, or the database cannot be reached.',
} as const

/** What is answered with a status: a schema of a JSON body, or something else. */
interface AnswerSchema {
  readonly description: string
  /** A JSON schema; none for an answer without body. */
  readonly schema?: object
  /** `application/json` without it; several where the request chooses. */
  readonly types?: Readonly<Record<string, object>>
}

/** What there is to say of one route, for its checks and for the OpenAPI document. */
export interface Description {
  readonly tag: keyof typeof tags
  /** What it does, in a few words. */
  readonly summary: string
  readonly description?: string
  readonly params?: object
  readonly querystring?: object
  readonly headers?: object
  readonly body?: object
  /** Its media types, where there are others than `application/json`. */
  readonly bodyTypes?: readonly string[]
  /** Whether the body may be left out. */
  readonly bodyOptional?: true
  readonly answers: Readonly<Record<number, AnswerSchema>>
  /** The refusals that this route has besides those of every route: 400 with a body or query, 401, 429. */
  readonly problems?: readonly (keyof typeof problems)[]
}

/** A reference to a schema that `components.ts`, or a plugin of routes, has added by this `$id`. */
export const refTo = (name: string) => ({ $ref: `${name}#` })

/** The schema of a list: architecture, part 5. */
export const listSchema = (items: object) => ({
  type: 'object',
  properties: {
    items: { type: 'array', items },
    nextCursor: { type: 'string', description: 'Where the next page begins; none on the last.' },
  },
  required: ['items'],
  additionalProperties: false,
})

const answerSchema = ({ description, schema, types }: AnswerSchema) => {
  if (schema === undefined && types === undefined) return { description, type: 'null' }
  const all = types ?? { 'application/json': schema }
  const content = Object.entries(all).map(([type, each]) => [type, { schema: each }])
  return { description, content: Object.fromEntries(content) }
}

const problemSchema = (description: string) =>
  answerSchema({ description, types: { 'application/problem+json': refTo('Problem') } })

/** The schema of a route: what Fastify holds requests against, and what the OpenAPI document says of it. */
export const described = (route: Description): { readonly schema: FastifySchema } => {
  const { tag, summary, description, params, querystring, headers, body, bodyOptional } = route
  const asked = body !== undefined || querystring !== undefined ? [400 as const] : []
  const read = body !== undefined ? ([413, 415] as const) : []
  const refused = new Set([
    ...asked,
    401 as const,
    ...(route.problems ?? []),
    ...read,
    429 as const,
  ])
  const answers = Object.entries(route.answers).map(([status, each]) => [
    status,
    answerSchema(each),
  ])
  const refusals = [...refused].map((status) => [status, problemSchema(problems[status])])
  return {
    schema: {
      tags: [tag],
      summary,
      ...(description !== undefined && { description }),
      ...(params !== undefined && { params }),
      ...(querystring !== undefined && { querystring }),
      ...(headers !== undefined && { headers }),
      ...(body !== undefined && { body }),
      ...(route.bodyTypes !== undefined && { consumes: route.bodyTypes }),
      ...(bodyOptional && { 'x-body-optional': true }),
      response: Object.fromEntries([...answers, ...refusals]),
    },
  }
}
